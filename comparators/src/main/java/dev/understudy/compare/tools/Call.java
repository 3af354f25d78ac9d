package dev.understudy.compare.tools;

import dev.understudy.canonical.ToolCall;
import dev.understudy.compare.json.StrictJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A tool call, its arguments read.
 *
 * @param arguments null when they are not JSON; then only the same text is equal
 */
record Call(String name, String text, @Nullable JsonNode arguments) {

    static Call of(ToolCall call) {
        return new Call(call.name(), call.arguments(), read(call.arguments()));
    }

    /** Providers write a call without arguments as an empty text or as an empty object. */
    private static @Nullable JsonNode read(String arguments) {
        try {
            return StrictJson.parse(arguments.isBlank() ? "{}" : arguments);
        } catch (JacksonException notJson) {
            // A model may write anything; that it is not JSON is a quality of the answer and no fault.
            return null;
        }
    }
}
