package dev.understudy.dialect.wire;

import dev.understudy.canonical.ProviderError;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reading a provider's error, whoever's it is: bytes that may be anything, and a message that may be any length. */
public final class StatedError {
    private static final int LONGEST_MESSAGE = 2_000;

    private StatedError() {}

    /**
     * Never throws. An empty range or bytes that are no JSON are judged by the status alone.
     *
     * @param reader of the JSON, which is an empty object for an empty range
     */
    public static ProviderError read(
            int status, byte[] body, int from, int to, Function<JsonNode, ProviderError> reader) {
        try {
            return reader.apply(to > from ? Json.tree(body, from, to) : Json.newObject());
        } catch (JacksonException notJson) {
            return new ProviderError(ErrorClasses.ofStatus(status), "HTTP " + status);
        }
    }

    /** Some put their errors where the answer would have been an array. */
    public static JsonNode first(JsonNode root) {
        return root.isArray() && !root.isEmpty() ? root.path(0) : root;
    }

    /** A message as it is kept: no longer than anybody reads, and the status where there is none. */
    public static String shown(String message, int status) {
        String words = message.isBlank() ? "HTTP " + status : message;
        return words.length() <= LONGEST_MESSAGE ? words : words.substring(0, LONGEST_MESSAGE) + "…";
    }
}
