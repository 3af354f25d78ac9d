package dev.understudy.sandbox.openai;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a request's fields, and refuses wrong types and ranges in the API's own words. Null counts as absent. */
final class Fields {
    private final JsonNode body;

    Fields(JsonNode body) {
        this.body = body;
    }

    boolean has(String name) {
        return body.hasNonNull(name);
    }

    JsonNode get(String name) {
        return body.path(name);
    }

    boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!body.get(name).isBoolean()) {
            throw wrongType(name, "a boolean", body.get(name));
        }
        return body.get(name).booleanValue();
    }

    double decimal(String name, double least, double most, double otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = body.get(name);
        if (!value.isNumber()) {
            throw wrongType(name, "a decimal", value);
        }
        double number = value.doubleValue();
        if (!(number >= least)) {
            throw range(name, "decimal below minimum", ">= " + plain(least), value, "decimal_below_min_value");
        }
        if (!(number <= most)) {
            throw range(name, "decimal above maximum", "<= " + plain(most), value, "decimal_above_max_value");
        }
        return number;
    }

    @Nullable
    Integer integer(String name, int least, int most) {
        if (!has(name)) {
            return null;
        }
        JsonNode value = body.get(name);
        if (!value.isIntegralNumber()) {
            throw wrongType(name, "an integer", value);
        }
        if (value.decimalValue().compareTo(java.math.BigDecimal.valueOf(least)) < 0) {
            throw range(name, "integer below minimum", ">= " + least, value, "integer_below_min_value");
        }
        if (value.decimalValue().compareTo(java.math.BigDecimal.valueOf(most)) > 0) {
            throw range(name, "integer above maximum", "<= " + most, value, "integer_above_max_value");
        }
        return value.intValue();
    }

    @Nullable
    Long seed(String name) {
        if (!has(name)) {
            return null;
        }
        if (!body.get(name).isIntegralNumber()) {
            throw wrongType(name, "an integer", body.get(name));
        }
        return body.get(name).bigIntegerValue().longValue();
    }

    static Rejected wrongType(String name, String expected, JsonNode got) {
        return Rejected.badRequest(
                name,
                "invalid_type",
                "Invalid type for '" + name + "': expected " + expected + ", but got " + kind(got) + " instead.");
    }

    private static Rejected range(String name, String what, String bound, JsonNode got, String code) {
        String text = got.asString("");
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return Rejected.badRequest(
                name,
                code,
                "Invalid '" + name + "': " + what + " value. Expected a value " + bound + ", but got " + shown
                        + " instead.");
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }

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
}
