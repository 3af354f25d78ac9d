package dev.understudy.dialect.openai;

import dev.understudy.dialect.wire.Tokens;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A tool call, or a piece of one, as one element of {@code tool_calls} states it.
 *
 * @param index which call of the answer it belongs to; null where a provider leaves it out
 */
record ChatToolCall(
        @Nullable Integer index,
        @Nullable String id,
        @Nullable String name,
        @Nullable String arguments) {

    /** The parser stands on the element's opening brace. */
    static ChatToolCall read(JsonParser parser) {
        Integer index = null;
        String id = null;
        ChatToolCall function = null;
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "index" -> index = index(parser, token);
                case "id" -> id = Tokens.string(parser, token, null);
                case "function", "custom" -> function = merge(function, parser, token);
                default -> parser.skipChildren();
            }
        }
        return function == null
                ? new ChatToolCall(index, id, null, null)
                : new ChatToolCall(index, id, function.name, function.arguments);
    }

    private static @Nullable Integer index(JsonParser parser, JsonToken token) {
        int index = Tokens.integer(parser, token, -1);
        return index < 0 ? null : Integer.valueOf(index);
    }

    /** Snowflake sends an empty {@code custom} beside every {@code function}: the one that says something counts. */
    private static @Nullable ChatToolCall merge(@Nullable ChatToolCall before, JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return before;
        }
        ChatToolCall read = readFunction(parser);
        return before == null || before.isEmpty() ? read : before;
    }

    /** The name with the arguments of a function (normally JSON text) or the free-form input of a custom tool. */
    static ChatToolCall readFunction(JsonParser parser) {
        String name = null;
        String arguments = null;
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "name" -> name = Tokens.string(parser, token, null);
                case "arguments", "input" -> arguments = Tokens.text(parser, token);
                default -> parser.skipChildren();
            }
        }
        return new ChatToolCall(null, null, name, arguments);
    }

    ChatToolCall withArguments(String piece) {
        return new ChatToolCall(index, id, name, piece);
    }

    /** Whether it says nothing: some providers send an empty call with every answer. */
    boolean isEmpty() {
        return isBlank(id) && isBlank(name) && isBlank(arguments);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
