package dev.understudy.dialect.openai;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code stream_options}: a stream reports its usage only where it is asked to. */
final class StreamOptions {
    private StreamOptions() {}

    static void requestUsage(ObjectNode request) {
        JsonNode stream = request.get("stream");
        if (stream == null || !stream.isBoolean() || !stream.booleanValue()) {
            // Refused without stream: "The 'stream_options' parameter is only allowed when 'stream' is enabled."
            request.remove("stream_options");
        } else if (request.get("stream_options") instanceof ObjectNode options) {
            options.put("include_usage", true);
        } else {
            request.putObject("stream_options").put("include_usage", true);
        }
    }
}
