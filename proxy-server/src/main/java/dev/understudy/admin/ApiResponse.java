package dev.understudy.admin;

import dev.understudy.publish.ComparisonFilter;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an endpoint answers: a closed set. */
sealed interface ApiResponse {
    /** A whole response. */
    record Whole(int status, String contentType, byte[] body, Map<String, String> headers) implements ApiResponse {}

    /**
     * Comparisons as they come, until one side leaves.
     *
     * @param content whether to say what differs, which may quote the answers
     */
    record Events(ComparisonFilter filter, boolean content) implements ApiResponse {}

    /** Thrown to answer with an error; its message is shown, so it never holds a secret. */
    final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final transient Map<String, String> headers;

        Refusal(int status, String message) {
            this(status, message, Map.of());
        }

        Refusal(int status, String message, Map<String, String> headers) {
            super(message, null, false, false);
            this.status = status;
            this.headers = headers;
        }

        Whole response() {
            return error(status, String.valueOf(getMessage()), headers);
        }
    }

    static Whole json(JsonNode body) {
        return json(200, body, Map.of());
    }

    static Whole json(int status, JsonNode body, Map<String, String> headers) {
        return new Whole(status, "application/json", JsonMapper.shared().writeValueAsBytes(body), headers);
    }

    static Whole error(int status, String message, Map<String, String> headers) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.putObject("error").put("status", status).put("message", message);
        return json(status, body, headers);
    }
}
