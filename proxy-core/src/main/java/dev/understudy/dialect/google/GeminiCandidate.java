package dev.understudy.dialect.google;

import dev.understudy.dialect.wire.Citations;
import dev.understudy.dialect.wire.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What one candidate of one response says, before it is known which candidate it is. Reused from value to value. */
final class GeminiCandidate {
    private int index;
    private @Nullable String text;
    private @Nullable String reasoning;
    private @Nullable String finishReason;
    private boolean media;
    private final List<GeminiCall> calls = new ArrayList<>();
    private final Citations citations = new Citations();

    /** The parser stands on the opening brace and is left on the closing one. */
    void read(JsonParser parser, int position) {
        index = position;
        text = null;
        reasoning = null;
        finishReason = null;
        media = false;
        calls.clear();
        citations.clear();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "content" -> content(parser, token);
                case "finishReason" -> finishReason = Tokens.string(parser, token, finishReason);
                case "groundingMetadata" -> sources(parser, token, "groundingChunks");
                case "citationMetadata" -> sources(parser, token, "citation");
                case "index" -> index = Tokens.integer(parser, token, index);
                default -> parser.skipChildren();
            }
        }
    }

    /** Of a candidate that has one part. */
    void setWords(String words) {
        if (reasoning != null) {
            reasoning = words;
        } else {
            text = words;
        }
    }

    int index() {
        return index;
    }

    @Nullable
    String text() {
        return text;
    }

    @Nullable
    String reasoning() {
        return reasoning;
    }

    @Nullable
    String finishReason() {
        return finishReason;
    }

    /** Whether it holds a picture or a sound. */
    boolean media() {
        return media;
    }

    List<GeminiCall> calls() {
        return calls;
    }

    Citations citations() {
        return citations;
    }

    /** @param prefix of the array's name: {@code citationSources}, on Vertex AI {@code citations} */
    private void sources(JsonParser parser, JsonToken token, String prefix) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (name.startsWith(prefix)) {
                citations.readAll(parser, value);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void content(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("parts") && value == JsonToken.START_ARRAY) {
                while (Tokens.nextObject(parser)) {
                    part(parser);
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Code that ran at Google and what it printed are no part of the visible answer. */
    private void part(JsonParser parser) {
        String words = null;
        boolean thought = false;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "text" -> words = Tokens.string(parser, token, words);
                case "thought" -> thought = token == JsonToken.VALUE_TRUE;
                case "functionCall" -> functionCall(parser, token);
                case "inlineData", "fileData" -> {
                    media = true;
                    parser.skipChildren();
                }
                default -> parser.skipChildren();
            }
        }
        if (words != null && thought) {
            reasoning = reasoning == null ? words : reasoning + words;
        } else if (words != null) {
            text = text == null ? words : text + words;
        }
    }

    private void functionCall(JsonParser parser, JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            calls.add(GeminiCall.read(parser));
        } else {
            parser.skipChildren();
        }
    }
}
