package dev.understudy.sandbox.ollama;

import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Rejected;
import dev.understudy.sandbox.provider.Wording;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What Ollama says of a request that it refuses. */
final class OllamaWording implements Wording {
    @Override
    public Rejected unknownPath(Received request) {
        return new Rejected(404, null, null, "path \"" + request.path() + "\" not found");
    }

    @Override
    public Rejected wrongMethod(Received request) {
        return new Rejected(405, null, null, "method not allowed");
    }

    @Override
    public Rejected notJson() {
        return Rejected.badRequest("invalid character in request body");
    }

    @Override
    public Rejected unknownModel(String model) {
        return new Rejected(404, null, null, "model '" + model + "' not found");
    }

    @Override
    public Rejected tooLong(int tokens, int most) {
        return Rejected.badRequest("the input length exceeds the context length");
    }

    @Override
    public Rejected missing(String field) {
        return Rejected.badRequest(field + " is required");
    }

    @Override
    public Rejected wrongType(String field, String expected, JsonNode got) {
        return Rejected.badRequest(
                "json: cannot unmarshal " + got.getNodeType().name().toLowerCase(Locale.ROOT) + " into field " + field
                        + " (expected " + expected + ")");
    }

    @Override
    public Rejected outOfRange(String field, Bound bound, JsonNode got) {
        return Rejected.badRequest(
                "option \"" + field + "\" must be " + (bound.least() ? "at least " : "at most ") + bound.value());
    }
}
