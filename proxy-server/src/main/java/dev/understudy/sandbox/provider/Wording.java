package dev.understudy.sandbox.provider;

import tools.jackson.databind.JsonNode;

/** How one provider words what is wrong with a request. */
public interface Wording {
    Rejected unknownPath(Received request);

    Rejected wrongMethod(Received request);

    Rejected notJson();

    Rejected unknownModel(String model);

    /** The prompt does not fit into the model. */
    Rejected tooLong(int tokens, int most);

    Rejected missing(String field);

    /** @param expected with its article: "a boolean" */
    Rejected wrongType(String field, String expected, JsonNode got);

    Rejected outOfRange(String field, Bound bound, JsonNode got);

    /**
     * A bound that a number passed.
     *
     * @param least whether it is the lower one
     * @param whole whether the field takes whole numbers only
     */
    record Bound(boolean least, boolean whole, String value) {}

    /** What a JSON value is, with its article. */
    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "a string";
            case NUMBER -> node.isIntegralNumber() ? "an integer" : "a decimal";
            case BOOLEAN -> "a boolean";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case NULL, MISSING -> "null";
            case BINARY, POJO -> "something else";
        };
    }

    /** The value, clipped: what is shown of a request in an error. */
    static String shown(JsonNode node) {
        String text = node.asString("");
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
