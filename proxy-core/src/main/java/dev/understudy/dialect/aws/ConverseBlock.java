package dev.understudy.dialect.aws;

import dev.understudy.dialect.wire.ContentBlock;
import dev.understudy.dialect.wire.Tokens;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What one content block, its start, or one delta of it says. Reused from event to event. */
final class ConverseBlock extends ContentBlock {
    boolean toolUse;

    /** {@code server_tool_use} for a tool that Bedrock runs itself. */
    @Nullable
    String toolType;

    @Override
    public void clear() {
        super.clear();
        toolUse = false;
        toolType = null;
    }

    /** @param place 0 text, 1 reasoning, 2 a call's arguments */
    void setWords(int place, String words) {
        switch (place) {
            case 0 -> text = words;
            case 1 -> reasoning = words;
            case 2 -> input = words;
            default -> throw new IllegalArgumentException("place: " + place + " (expected: 0 to 2)");
        }
    }

    /** The parser stands on the opening brace. */
    void read(JsonParser parser) {
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "text" -> text(Tokens.string(parser, token, null));
                case "toolUse" -> toolUse(parser, token);
                case "reasoningContent", "reasoningText" -> reasoning(parser, token);
                case "citationsContent" -> cited(parser, token);
                case "citation" -> {
                    known = true;
                    citations().read(parser, token);
                }
                case "toolResult", "image", "audio", "video", "document", "guardContent" -> pass(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void text(@Nullable String words) {
        known = true;
        text = text == null || words == null ? words : text + words;
    }

    private void pass(JsonParser parser) {
        known = true;
        parser.skipChildren();
    }

    private void toolUse(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        known = true;
        toolUse = true;
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (field) {
                case "toolUseId" -> id = Tokens.string(parser, value, null);
                case "name" -> name = Tokens.string(parser, value, null);
                case "type" -> toolType = Tokens.string(parser, value, null);
                case "input" -> input = Tokens.text(parser, value);
                default -> parser.skipChildren();
            }
        }
    }

    /** {@code {"reasoningText": {"text", "signature"}}} in a body, the text itself in a delta, or something encrypted. */
    private void reasoning(JsonParser parser, JsonToken token) {
        known = true;
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (field) {
                case "reasoningText" -> reasoning(parser, value);
                case "text" -> reasoning = Tokens.string(parser, value, reasoning);
                default -> parser.skipChildren();
            }
        }
    }

    private void cited(JsonParser parser, String field, JsonToken token) {
        if (field.equals("citations")) {
            citations().readAll(parser, token);
        } else {
            parser.skipChildren();
        }
    }

    /** {@code {"content": [{"text"}], "citations": […]}}. */
    private void cited(JsonParser parser, JsonToken token) {
        known = true;
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (!field.equals("content") || value != JsonToken.START_ARRAY) {
                cited(parser, field, value);
                continue;
            }
            while (Tokens.nextObject(parser)) {
                for (String inner = parser.nextName(); inner != null; inner = parser.nextName()) {
                    JsonToken words = parser.nextToken();
                    if (inner.equals("text")) {
                        text(Tokens.string(parser, words, ""));
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }
    }
}
