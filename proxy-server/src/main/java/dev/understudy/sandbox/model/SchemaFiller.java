package dev.understudy.sandbox.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a value that is valid against a JSON schema and says what the answer says, where property names give a hint. Knows
 * the keywords that structured outputs allow; {@link SchemaCheck} refuses others before.
 */
final class SchemaFiller {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Recursive schemas end here: below this depth only what is required is filled. */
    private static final int DEPTH = 12;

    private final JsonNode root;
    private final Content content;
    private final Dice dice;

    /** What there is to say. */
    record Content(Ruling ruling, Facts facts, String sentence, String words) {}

    SchemaFiller(JsonNode root, Content content, Dice dice) {
        this.root = root;
        this.content = content;
        this.dice = dice;
    }

    JsonNode fill() {
        return value(root, "", 0);
    }

    private JsonNode value(JsonNode declared, String name, int depth) {
        JsonNode schema = resolve(declared);
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.path("enum").isArray() && !schema.get("enum").isEmpty()) {
            return Hints.choose(schema.get("enum"), content, dice, name);
        }
        for (String union : new String[] {"anyOf", "oneOf"}) {
            if (schema.path(union).isArray() && !schema.get(union).isEmpty()) {
                return value(branch(schema.get(union), depth), name, depth + 1);
            }
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "number" -> number(schema, name, false);
            case "integer" -> number(schema, name, true);
            case "boolean" -> JSON.booleanNode(content.ruling().decision() == Ruling.Decision.APPROVE);
            case "null" -> JSON.nullNode();
            default -> text(schema, name);
        };
    }

    /** Follows {@code $ref} within the document; a reference to itself ends after a few steps. */
    private JsonNode resolve(JsonNode schema) {
        JsonNode at = schema;
        for (int i = 0; i < DEPTH && at.has("$ref"); i++) {
            String reference = at.get("$ref").asString("");
            at = reference.equals("#") ? root : reference.startsWith("#/") ? root.at(reference.substring(1)) : root;
        }
        return at;
    }

    /** The first branch, or deep down the plainest one, so that recursion ends. */
    private JsonNode branch(JsonNode branches, int depth) {
        if (depth < DEPTH / 2) {
            return branches.get(0);
        }
        for (JsonNode branch : branches) {
            String type = type(resolve(branch));
            if (!type.equals("object") && !type.equals("array")) {
                return branch;
            }
        }
        return branches.get(branches.size() - 1);
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray() && !type.isEmpty()) {
            return type.get(0).asString("string");
        }
        if (type.isString()) {
            return type.asString();
        }
        return schema.has("properties") ? "object" : schema.has("items") ? "array" : "string";
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        schema.path("properties").properties().forEach(property -> {
            if (depth < DEPTH || required(schema, property.getKey())) {
                if (depth < 2 * DEPTH) {
                    object.set(property.getKey(), value(property.getValue(), property.getKey(), depth + 1));
                }
            }
        });
        return object;
    }

    private static boolean required(JsonNode schema, String name) {
        for (JsonNode required : schema.path("required")) {
            if (required.asString("").equals(name)) {
                return true;
            }
        }
        return false;
    }

    private JsonNode array(JsonNode schema, String name, int depth) {
        ArrayNode array = JSON.arrayNode();
        int least = Math.min(schema.path("minItems").asInt(0), 1_000);
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        int count = Math.min(most, Math.max(least, depth < DEPTH / 2 ? 1 : 0));
        for (int i = 0; i < count; i++) {
            array.add(value(schema.path("items"), name, depth + 1));
        }
        return array;
    }

    private JsonNode number(JsonNode schema, String name, boolean whole) {
        BigDecimal value = Hints.number(name, content, whole);
        BigDecimal step = whole ? BigDecimal.ONE : null;
        if (schema.path("multipleOf").isNumber()
                && schema.get("multipleOf").decimalValue().signum() > 0) {
            step = schema.get("multipleOf").decimalValue();
        }
        BigDecimal low = bound(schema, "minimum", "exclusiveMinimum", step, 1);
        BigDecimal high = bound(schema, "maximum", "exclusiveMaximum", step, -1);
        value = low != null && value.compareTo(low) < 0 ? low : value;
        value = high != null && value.compareTo(high) > 0 ? high : value;
        if (step != null) {
            boolean atLow = low != null && value.compareTo(low) <= 0;
            value = value.divide(step, 0, atLow ? RoundingMode.CEILING : RoundingMode.FLOOR)
                    .multiply(step);
        }
        return whole ? JSON.numberNode(value.toBigInteger()) : JSON.numberNode(value);
    }

    private static @Nullable BigDecimal bound(
            JsonNode schema, String inclusive, String exclusive, @Nullable BigDecimal step, int inwards) {
        if (schema.path(inclusive).isNumber()) {
            return schema.get(inclusive).decimalValue();
        }
        if (schema.path(exclusive).isNumber()) {
            BigDecimal inset = step != null ? step : new BigDecimal("0.001");
            return schema.get(exclusive).decimalValue().add(inset.multiply(BigDecimal.valueOf(inwards)));
        }
        return null;
    }

    private JsonNode text(JsonNode schema, String name) {
        String formatted = Hints.formatted(schema.path("format").asString(""));
        String text = formatted != null ? formatted : Hints.text(name.toLowerCase(Locale.ROOT), content);
        int least = Math.min(schema.path("minLength").asInt(0), 100_000);
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        if (text.length() < least) {
            text = text + ".".repeat(least - text.length());
        }
        return JSON.stringNode(text.length() > most ? text.substring(0, most) : text);
    }
}
