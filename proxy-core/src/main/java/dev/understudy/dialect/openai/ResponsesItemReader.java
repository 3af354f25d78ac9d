package dev.understudy.dialect.openai;

import dev.understudy.dialect.wire.Tokens;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one whole element of {@code output}. Fields that are unknown or of an odd type are skipped. */
final class ResponsesItemReader {
    private ResponsesItemReader() {}

    /** The parser stands on the opening brace. */
    static ResponsesItem read(JsonParser parser) {
        ResponsesItem item = new ResponsesItem();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            field(parser, name, parser.nextToken(), item);
        }
        return item;
    }

    private static void field(JsonParser parser, String name, JsonToken token, ResponsesItem item) {
        switch (name) {
            case "type" -> item.type = orEmpty(Tokens.string(parser, token, ""));
            case "call_id" -> item.callId = Tokens.string(parser, token, item.callId);
            case "name" -> item.name = Tokens.string(parser, token, item.name);
            // The input of a function, of a custom tool, of a computer or shell, of a patch.
            case "arguments", "input", "action", "operation" -> append(item.arguments, Tokens.text(parser, token));
            case "content" -> parts(parser, token, item, false);
            case "summary" -> parts(parser, token, item, true);
            default -> parser.skipChildren();
        }
    }

    private static void parts(JsonParser parser, JsonToken token, ResponsesItem item, boolean summary) {
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        for (int part = 0; Tokens.nextObject(parser); part++) {
            part(parser, item, summary ? part : -1);
        }
    }

    private static void part(JsonParser parser, ResponsesItem item, int summaryPart) {
        String type = "";
        String text = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "type" -> type = orEmpty(Tokens.string(parser, token, ""));
                case "text" -> text = Tokens.string(parser, token, text);
                case "refusal" -> append(item.refusal, Tokens.string(parser, token, null));
                case "annotations" -> item.citations.readAll(parser, token);
                default -> parser.skipChildren();
            }
        }
        if (text == null) {
            return;
        }
        if (summaryPart >= 0) {
            item.addSummary(summaryPart, text);
        } else if (type.equals("reasoning_text")) {
            item.reasoning.append(text);
        } else {
            item.addText(text);
        }
    }

    private static void append(StringBuilder whole, @Nullable String piece) {
        if (piece != null) {
            whole.append(piece);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
