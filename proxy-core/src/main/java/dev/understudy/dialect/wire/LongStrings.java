package dev.understudy.dialect.wire;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * A parser over bytes that takes long strings out of them at once. Jackson collects the characters of a string in pieces
 * before it puts them together: four times its bytes in garbage. Of an image or a document of 12 MB, that has a collector
 * stop every thread of a small heap. A string in which anything is doubtful is left to Jackson, and with it what is an
 * error. One thread.
 */
final class LongStrings extends JsonParserDelegate {
    /** Bytes of a body of which it is worth while to look where its strings end. */
    static final int LARGE_BODY = 1 << 20;

    private static final int LONG = 64 << 10;

    private final byte[] bytes;
    private final int from;
    private final int to;

    /** @param parser of the bytes from {@code from} to {@code to} */
    LongStrings(JsonParser parser, byte[] bytes, int from, int to) {
        super(parser);
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    @Override
    public String getString() {
        if (delegate.currentToken() == JsonToken.VALUE_STRING) {
            int start = from + (int) delegate.currentTokenLocation().getByteOffset() + 1;
            int end = QuotedBytes.endOfString(bytes, start, to);
            String text = end - start < LONG ? null : QuotedBytes.text(bytes, start, end);
            if (text != null) {
                return text;
            }
        }
        return delegate.getString();
    }
}
