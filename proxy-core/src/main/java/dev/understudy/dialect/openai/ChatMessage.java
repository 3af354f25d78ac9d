package dev.understudy.dialect.openai;

import dev.understudy.dialect.openai.ChatDelta.ReasoningField;
import dev.understudy.dialect.wire.Tokens;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a {@code message} or {@code delta} object into a {@link ChatDelta}. */
final class ChatMessage {
    private ChatMessage() {}

    static void read(JsonParser parser, JsonToken token, ChatDelta delta) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            field(parser, name, parser.nextToken(), delta);
        }
    }

    private static void field(JsonParser parser, String name, JsonToken token, ChatDelta delta) {
        switch (name) {
            case "content" -> content(parser, token, delta);
            case "reasoning_content" -> reasoning(parser, token, delta, ReasoningField.CONTENT);
            case "reasoning" -> reasoning(parser, token, delta, ReasoningField.PLAIN);
            case "reasoning_details" -> reasoningDetails(parser, token, delta);
            case "refusal" -> delta.refusal = Tokens.string(parser, token, delta.refusal);
            case "tool_calls" -> toolCalls(parser, token, delta);
            case "function_call" -> functionCall(parser, token, delta);
            case "audio" -> audio(parser, token, delta);
            case "annotations" -> delta.citations.readAll(parser, token);
            default -> parser.skipChildren();
        }
    }

    private static void content(JsonParser parser, JsonToken token, ChatDelta delta) {
        if (token != JsonToken.START_ARRAY) {
            delta.content = Tokens.string(parser, token, delta.content);
            return;
        }
        for (JsonToken part = parser.nextToken(); part != JsonToken.END_ARRAY; part = parser.nextToken()) {
            if (part == JsonToken.START_OBJECT) {
                contentPart(parser, delta);
            } else if (part == JsonToken.VALUE_STRING) {
                delta.addContent(parser.getString());
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void contentPart(JsonParser parser, ChatDelta delta) {
        String type = "text";
        String text = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "type" -> type = token == JsonToken.VALUE_STRING ? parser.getString() : type;
                case "text" -> text = Tokens.string(parser, token, text);
                case "thinking" -> thinking(parser, token, delta);
                case "refusal" -> addRefusal(Tokens.string(parser, token, null), delta);
                default -> parser.skipChildren();
            }
        }
        if (text != null && (type.equals("thinking") || type.equals("reasoning"))) {
            delta.addReasoning(ReasoningField.PARTS, text);
        } else if (text != null) {
            delta.addContent(text);
        }
    }

    /** A string, or Mistral's array of text parts. */
    private static void thinking(JsonParser parser, JsonToken token, ChatDelta delta) {
        if (token == JsonToken.VALUE_STRING) {
            delta.addReasoning(ReasoningField.PARTS, parser.getString());
        } else if (token == JsonToken.START_ARRAY) {
            textFields(parser, delta, ReasoningField.PARTS);
        } else {
            parser.skipChildren();
        }
    }

    private static void reasoningDetails(JsonParser parser, JsonToken token, ChatDelta delta) {
        if (token == JsonToken.START_ARRAY) {
            textFields(parser, delta, ReasoningField.DETAILS);
        } else {
            parser.skipChildren();
        }
    }

    /** The words of every object of the array; encrypted details have none. */
    private static void textFields(JsonParser parser, ChatDelta delta, ReasoningField field) {
        while (Tokens.nextObject(parser)) {
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken token = parser.nextToken();
                boolean words = token == JsonToken.VALUE_STRING && (name.equals("text") || name.equals("summary"));
                if (words) {
                    delta.addReasoning(field, parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private static void reasoning(JsonParser parser, JsonToken token, ChatDelta delta, ReasoningField field) {
        if (token == JsonToken.VALUE_STRING) {
            delta.addReasoning(field, parser.getString());
        } else {
            parser.skipChildren();
        }
    }

    private static void toolCalls(JsonParser parser, JsonToken token, ChatDelta delta) {
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (Tokens.nextObject(parser)) {
            delta.toolCalls.add(ChatToolCall.read(parser));
        }
    }

    private static void functionCall(JsonParser parser, JsonToken token, ChatDelta delta) {
        if (token == JsonToken.START_OBJECT) {
            delta.functionCall = ChatToolCall.readFunction(parser);
        } else {
            parser.skipChildren();
        }
    }

    private static void audio(JsonParser parser, JsonToken token, ChatDelta delta) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("transcript")) {
                delta.transcript = Tokens.string(parser, value, delta.transcript);
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void addRefusal(@Nullable String piece, ChatDelta delta) {
        if (piece != null) {
            delta.addRefusal(piece);
        }
    }
}
