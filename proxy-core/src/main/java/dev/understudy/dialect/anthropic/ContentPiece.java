package dev.understudy.dialect.anthropic;

import dev.understudy.dialect.wire.ContentBlock;
import dev.understudy.dialect.wire.Tokens;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What one content block, or one delta of it, says, before it is known which block it is. A delta's fields have the names
 * that the block's have, so one reader does both. Reused from event to event.
 */
final class ContentPiece extends ContentBlock {
    /** What is understood, and has nothing to say beside text, reasoning and calls of the caller's tools. */
    private static final Set<String> SILENT = Set.of(
            "redacted_thinking",
            "signature_delta",
            "citations_delta",
            "server_tool_use",
            "mcp_tool_use",
            "container_upload",
            "compaction",
            "compaction_delta",
            "fallback");

    @Nullable
    String type;

    /** A call's arguments, the next piece. */
    @Nullable
    String partialJson;

    /** Of a message's delta, which is about the whole message. */
    @Nullable
    String stopReason;

    @Nullable
    String refusal;

    @Override
    public void clear() {
        super.clear();
        type = null;
        partialJson = null;
        stopReason = null;
        refusal = null;
    }

    /** The parser stands on the opening brace. */
    void read(JsonParser parser) {
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "type" -> type = Tokens.string(parser, token, null);
                case "text" -> text = Tokens.string(parser, token, null);
                case "thinking" -> reasoning = Tokens.string(parser, token, null);
                case "partial_json" -> partialJson = Tokens.string(parser, token, null);
                case "id" -> id = Tokens.string(parser, token, null);
                case "name" -> name = Tokens.string(parser, token, null);
                case "input" -> input = Tokens.text(parser, token);
                case "citations" -> citations().readAll(parser, token);
                case "citation" -> citations().read(parser, token);
                case "stop_reason" -> stopReason = Tokens.string(parser, token, null);
                case "stop_details" -> refusal = explanation(parser, token);
                default -> parser.skipChildren();
            }
        }
        known = type == null || isKnown(type);
    }

    /** @param place 0 text, 1 thinking, 2 a call's arguments */
    void setWords(int place, String words) {
        switch (place) {
            case 0 -> text = words;
            case 1 -> reasoning = words;
            case 2 -> partialJson = words;
            default -> throw new IllegalArgumentException("place: " + place + " (expected: 0 to 2)");
        }
    }

    /** The words of {@code stop_details}. */
    static @Nullable String explanation(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        String explanation = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("explanation")) {
                explanation = Tokens.string(parser, value, null);
            } else {
                parser.skipChildren();
            }
        }
        return explanation;
    }

    boolean isText() {
        return "text".equals(type) || "text_delta".equals(type);
    }

    boolean isThinking() {
        return "thinking".equals(type) || "thinking_delta".equals(type);
    }

    boolean isToolUse() {
        return "tool_use".equals(type);
    }

    boolean isInput() {
        return "input_json_delta".equals(type);
    }

    /** Results of the provider's own tools all end alike. */
    private boolean isKnown(String kind) {
        return isText()
                || isThinking()
                || isToolUse()
                || isInput()
                || kind.endsWith("_tool_result")
                || SILENT.contains(kind);
    }
}
