package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Rejected;
import dev.understudy.sandbox.provider.Wording;
import tools.jackson.databind.JsonNode;

/** What OpenAI says of a request that it refuses. */
final class OpenAiWording implements Wording {
    @Override
    public Rejected unknownPath(Received request) {
        return new Rejected(
                404,
                null,
                "unknown_url",
                "Unknown request URL: " + request.method() + " " + request.path()
                        + ". Please check the URL for typos, or see the docs at https://platform.openai.com/docs/api-reference/.");
    }

    @Override
    public Rejected wrongMethod(Received request) {
        return new Rejected(
                405,
                null,
                "method_not_supported",
                "Not allowed to " + request.method() + " on " + request.path()
                        + ". (HINT: Perhaps you meant to use a different HTTP method?)");
    }

    @Override
    public Rejected notJson() {
        return Rejected.badRequest(
                "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)");
    }

    @Override
    public Rejected unknownModel(String model) {
        return new Rejected(
                404,
                null,
                "model_not_found",
                "The model `" + model + "` does not exist or you do not have access to it.");
    }

    @Override
    public Rejected tooLong(int tokens, int most) {
        return Rejected.badRequest(
                "messages",
                "context_length_exceeded",
                "This model's maximum context length is " + most + " tokens. However, your messages resulted in "
                        + tokens + " tokens. Please reduce the length of the messages.");
    }

    @Override
    public Rejected missing(String field) {
        return Rejected.badRequest(field, "missing_required_parameter", "Missing required parameter: '" + field + "'.");
    }

    @Override
    public Rejected wrongType(String field, String expected, JsonNode got) {
        return Rejected.badRequest(
                field,
                "invalid_type",
                "Invalid type for '" + field + "': expected " + expected + ", but got " + Wording.kind(got)
                        + " instead.");
    }

    @Override
    public Rejected outOfRange(String field, Bound bound, JsonNode got) {
        String kind = bound.whole() ? "integer" : "decimal";
        String side = bound.least() ? "below" : "above";
        String extreme = bound.least() ? "min" : "max";
        return Rejected.badRequest(
                field,
                kind + "_" + side + "_" + extreme + "_value",
                "Invalid '" + field + "': " + kind + " " + side + " " + extreme + "imum value. Expected a value "
                        + (bound.least() ? ">= " : "<= ") + bound.value() + ", but got " + Wording.shown(got)
                        + " instead.");
    }

    /** A value that is not one of those allowed. */
    Rejected notOneOf(String field, String got, String allowed) {
        return Rejected.badRequest(
                field, "invalid_value", "Invalid value: '" + got + "'. Supported values are: " + allowed + ".");
    }

    Rejected emptyArray(String field) {
        return Rejected.badRequest(
                field,
                "empty_array",
                "Invalid '" + field
                        + "': empty array. Expected an array with minimum length 1, but got an empty array instead.");
    }

    Rejected arrayTooLong(String field, int most, int got) {
        return Rejected.badRequest(
                field,
                "array_above_max_length",
                "Invalid '" + field + "': array too long. Expected an array with maximum length " + most
                        + ", but got an array with length " + got + " instead.");
    }
}
