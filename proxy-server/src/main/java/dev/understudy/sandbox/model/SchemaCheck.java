package dev.understudy.sandbox.model;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Whether a schema keeps to what structured outputs allow
 * (platform.openai.com/docs/guides/structured-outputs, "Supported schemas"), and to what {@link SchemaFiller} can fill.
 */
public final class SchemaCheck {
    private static final int DEPTH = 64;
    private static final Set<String> UNSUPPORTED = Set.of(
            "allOf",
            "not",
            "if",
            "then",
            "else",
            "dependentRequired",
            "dependentSchemas",
            "patternProperties",
            "pattern",
            "unevaluatedProperties",
            "propertyNames",
            "minProperties",
            "maxProperties",
            "contains",
            "uniqueItems",
            "prefixItems");

    private SchemaCheck() {}

    /** The first problem, worded as the provider words it; empty for a schema that is fine. */
    public static Optional<String> problem(JsonNode schema) {
        if (!schema.isObject()) {
            return Optional.of("schema must be a JSON Schema of 'type: \"object\"'");
        }
        return problem(schema, schema, 0);
    }

    private static Optional<String> problem(JsonNode schema, JsonNode root, int depth) {
        if (depth > DEPTH) {
            return Optional.of("schema is nested too deeply");
        }
        for (var field : schema.properties()) {
            Optional<String> problem = field(field.getKey(), field.getValue(), root, depth);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> field(String keyword, JsonNode value, JsonNode root, int depth) {
        if (UNSUPPORTED.contains(keyword)) {
            return Optional.of("'" + keyword + "' is not permitted");
        }
        if (keyword.equals("$ref")) {
            return dangling(value.asString(""), root)
                    ? Optional.of(
                            "reference to component '" + value.asString("") + "' which was not found in the schema")
                    : Optional.empty();
        }
        return switch (keyword) {
            case "properties", "$defs", "definitions", "anyOf", "oneOf" -> all(value, root, depth);
            case "items" -> value.isObject() ? problem(value, root, depth + 1) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<String> all(JsonNode schemas, JsonNode root, int depth) {
        for (JsonNode schema : schemas.values()) {
            Optional<String> problem = problem(schema, root, depth + 1);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static boolean dangling(String reference, JsonNode root) {
        return !reference.equals("#")
                && (!reference.startsWith("#/")
                        || root.at(reference.substring(1)).isMissingNode());
    }
}
