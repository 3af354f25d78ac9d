package dev.understudy.compare.json;

import dev.understudy.compare.Reading;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The JSON of an answer's text, parsed once for all who ask for it. The tree must not be changed. One thread. */
public final class AnswerJson {
    private final String text;
    private @Nullable FoundJson found;
    private @Nullable Parsed whole;

    private record Parsed(@Nullable JsonNode value) {}

    private AnswerJson(String text) {
        this.text = text;
    }

    public static AnswerJson of(Reading reading) {
        return reading.once(AnswerJson.class, read -> new AnswerJson(read.text()));
    }

    /** The first JSON in the text, wherever it stands. */
    public FoundJson found() {
        if (found == null) {
            found = JsonFinder.in(text);
        }
        return found;
    }

    /** What the text is when the whole of it is one JSON value; null when it is not. Of an empty text a missing node. */
    public @Nullable JsonNode whole() {
        if (whole == null) {
            whole = new Parsed(parsed());
        }
        return whole.value();
    }

    private @Nullable JsonNode parsed() {
        int start = 0;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        char first = start < text.length() ? text.charAt(start) : ' ';
        if (first == '{' || first == '[') {
            return found().whole() ? found().value() : null;
        }
        if (!mayBeScalar(first, start)) {
            return null;
        }
        try {
            return StrictJson.parse(text);
        } catch (JacksonException notJson) {
            // That is the finding.
            return null;
        }
    }

    /** Whether it is worth parsing: prose is told by how it begins and ends. */
    private boolean mayBeScalar(char first, int start) {
        if (first == ' ') {
            return true;
        }
        char last = lastCharacter();
        return switch (first) {
            case '"' -> last == '"';
            case 't' -> text.startsWith("true", start);
            case 'f' -> text.startsWith("false", start);
            case 'n' -> text.startsWith("null", start);
            default -> (first == '-' || (first >= '0' && first <= '9')) && last >= '0' && last <= '9';
        };
    }

    private char lastCharacter() {
        int end = text.length();
        while (end > 1 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.charAt(end - 1);
    }

    /** White space of RFC 8259 section 2. */
    static boolean isSpace(char unit) {
        return unit == ' ' || unit == '\n' || unit == '\t' || unit == '\r';
    }
}
