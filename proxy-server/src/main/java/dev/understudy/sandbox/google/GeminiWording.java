package dev.understudy.sandbox.google;

import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Rejected;
import dev.understudy.sandbox.provider.Wording;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What Google says of a request that it refuses. Fields are named as in the protocol buffers: in snake case. */
final class GeminiWording implements Wording {
    private static final String INVALID = "Invalid JSON payload received. ";

    @Override
    public Rejected unknownPath(Received request) {
        return new Rejected(404, null, null, "Requested entity was not found.");
    }

    @Override
    public Rejected wrongMethod(Received request) {
        return new Rejected(404, null, null, "Requested entity was not found.");
    }

    @Override
    public Rejected notJson() {
        return Rejected.badRequest(INVALID + "Expected an object key or }.");
    }

    @Override
    public Rejected unknownModel(String model) {
        return new Rejected(
                404,
                null,
                null,
                "models/" + model
                        + " is not found for API version v1beta, or is not supported for generateContent. Call ModelService.ListModels to see the list of available models and their supported methods.");
    }

    @Override
    public Rejected tooLong(int tokens, int most) {
        return Rejected.badRequest(
                "The input token count (" + tokens + ") exceeds the maximum number of tokens allowed (" + most + ").");
    }

    @Override
    public Rejected missing(String field) {
        String name = field.substring(field.lastIndexOf('.') + 1);
        return violation(
                field, "* GenerateContentRequest." + snake(field) + ": " + snake(name) + " is not specified\n");
    }

    @Override
    public Rejected wrongType(String field, String expected, JsonNode got) {
        String type = switch (expected) {
            case "a boolean" -> "TYPE_BOOL";
            case "a decimal" -> "TYPE_FLOAT";
            case "an integer" -> "TYPE_INT32";
            case "a string" -> "TYPE_STRING";
            default -> "TYPE_MESSAGE";
        };
        String shown = got.isString() ? "\"" + Wording.shown(got) + "\"" : Wording.shown(got);
        return violation(field, "Invalid value at '" + snake(field) + "' (" + type + "), " + shown);
    }

    @Override
    public Rejected outOfRange(String field, Bound bound, JsonNode got) {
        String name = field.substring(field.lastIndexOf('.') + 1);
        return violation(
                field,
                "* GenerateContentRequest." + snake(field) + ": " + snake(name) + " must be "
                        + (bound.least() ? "at least " : "at most ") + bound.value() + ".\n");
    }

    Rejected unknownField(String field, String within) {
        String place = within.isEmpty() ? "" : " at '" + snake(within) + "'";
        return violation(field, INVALID + "Unknown name \"" + field + "\"" + place + ": Cannot find field.");
    }

    Rejected wrong(String field, String problem) {
        return violation(field, "* GenerateContentRequest." + snake(field) + ": " + problem + "\n");
    }

    private static Rejected violation(String field, String message) {
        return Rejected.badRequest(snake(field), null, message);
    }

    private static String snake(String field) {
        return field.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
