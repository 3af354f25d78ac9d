package dev.understudy.sandbox.anthropic;

import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Rejected;
import dev.understudy.sandbox.provider.Wording;
import tools.jackson.databind.JsonNode;

/** What Anthropic says of a request that it refuses: the field, a colon, what it should be. */
final class AnthropicWording implements Wording {
    @Override
    public Rejected unknownPath(Received request) {
        return new Rejected(404, null, null, "Not found");
    }

    @Override
    public Rejected wrongMethod(Received request) {
        return new Rejected(405, null, null, "Method Not Allowed");
    }

    @Override
    public Rejected notJson() {
        return Rejected.badRequest("The request body is not valid JSON.");
    }

    @Override
    public Rejected unknownModel(String model) {
        return new Rejected(404, null, null, "model: " + model);
    }

    @Override
    public Rejected tooLong(int tokens, int most) {
        return Rejected.badRequest("prompt is too long: " + tokens + " tokens > " + most + " maximum");
    }

    @Override
    public Rejected missing(String field) {
        return Rejected.badRequest(field + ": Field required");
    }

    @Override
    public Rejected wrongType(String field, String expected, JsonNode got) {
        return Rejected.badRequest(field + ": Input should be a valid " + named(expected));
    }

    private static String named(String expected) {
        return switch (expected) {
            case "a boolean" -> "boolean";
            case "a decimal" -> "number";
            case "an integer" -> "integer";
            case "a string" -> "string";
            case "an object" -> "dictionary";
            default -> "list";
        };
    }

    @Override
    public Rejected outOfRange(String field, Bound bound, JsonNode got) {
        String side = bound.least() ? "greater" : "less";
        return Rejected.badRequest(field + ": Input should be " + side + " than or equal to " + bound.value());
    }

    Rejected wrong(String field, String problem) {
        return Rejected.badRequest(field + ": " + problem);
    }
}
