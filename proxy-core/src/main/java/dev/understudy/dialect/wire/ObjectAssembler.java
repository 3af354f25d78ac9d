package dev.understudy.dialect.wire;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** An assembler of answers in which every value is an object; what else comes is unknown. Used once, by one thread. */
public abstract class ObjectAssembler implements Assembler {
    /** Of the value being read; false when it begins. */
    protected boolean known;

    /** Of the value being read; false when it begins. */
    protected boolean sawError;

    /** Of the value being read; false when it begins. */
    protected boolean sawOutput;

    /** Reads one object. The parser stands on its opening brace and is to be left on its closing one. */
    protected abstract void object(String event, JsonParser parser);

    @Override
    public final void value(String event, JsonParser parser) {
        known = false;
        sawError = false;
        sawOutput = false;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            object(event, parser);
        } else {
            parser.skipChildren();
        }
    }

    @Override
    public final boolean known() {
        return known;
    }

    @Override
    public final boolean sawError() {
        return sawError;
    }

    @Override
    public final boolean sawOutput() {
        return sawOutput;
    }
}
