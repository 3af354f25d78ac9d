package dev.understudy.dialect.google;

import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Google's older schemas, a part of OpenAPI 3.0 in which types are upper-case names and {@code nullable} is a field,
 * against JSON Schema, which everybody else speaks and newer fields of Google's take as well.
 *
 * @see <a href="https://ai.google.dev/api/caching#Schema">Gemini API, Schema</a>
 */
final class OpenApiSchema {
    private static final Set<String> SCHEMAS = Set.of("items", "additionalProperties", "not");
    private static final Set<String> LISTS = Set.of("anyOf", "oneOf", "allOf", "prefixItems");
    private static final Set<String> MAPS = Set.of("properties", "$defs", "defs", "definitions", "patternProperties");

    /** What Gemini goes by, and what only describes. Everything else is passed over by it. */
    private static final Set<String> HEEDED = Set.of(
            "$id",
            "$defs",
            "definitions",
            "$ref",
            "$anchor",
            "$schema",
            "$comment",
            "type",
            "format",
            "title",
            "description",
            "enum",
            "items",
            "prefixItems",
            "minItems",
            "maxItems",
            "minimum",
            "maximum",
            "anyOf",
            "oneOf",
            "properties",
            "additionalProperties",
            "required",
            "propertyOrdering",
            "default",
            "example",
            "examples",
            "nullable",
            "readOnly",
            "writeOnly",
            "deprecated");

    private OpenApiSchema() {}

    /** Whether it names types in upper case, as Google's documentation does. */
    static boolean isUpper(JsonNode schema) {
        JsonNode type = schema.get("type");
        if (type != null && type.isString()) {
            return !type.stringValue().equals(type.stringValue().toLowerCase(Locale.ROOT));
        }
        for (JsonNode inner : schema) {
            if (inner.isContainer() && isUpper(inner)) {
                return true;
            }
        }
        return false;
    }

    static JsonNode toJsonSchema(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode changed = inside(Spelling.camelCase(object), OpenApiSchema::toJsonSchema);
        JsonNode type = changed.get("type");
        if (type != null && type.isString()) {
            String name = type.stringValue().toLowerCase(Locale.ROOT);
            JsonNode nullable = changed.get("nullable");
            if (nullable != null && nullable.isBoolean() && nullable.booleanValue()) {
                changed.remove("nullable");
                changed.set("type", changed.arrayNode().add(name).add("null"));
            } else {
                changed.put("type", name);
            }
        }
        return changed;
    }

    /** The way back of what {@link #toJsonSchema} made. */
    static JsonNode toOpenApi(JsonNode schema, boolean upper) {
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode changed = inside(object, inner -> toOpenApi(inner, upper));
        JsonNode type = changed.get("type");
        if (type instanceof ArrayNode names
                && names.size() == 2
                && "null".equals(names.get(1).asString(""))) {
            changed.put("nullable", true);
            type = names.get(0);
            changed.set("type", type);
        }
        if (upper && type != null && type.isString()) {
            changed.put("type", type.stringValue().toUpperCase(Locale.ROOT));
        }
        return changed;
    }

    /** A copy with every schema inside changed. */
    private static ObjectNode inside(ObjectNode schema, UnaryOperator<JsonNode> change) {
        ObjectNode copy = Json.newObject();
        schema.forEachEntry((name, value) -> {
            if (SCHEMAS.contains(name)) {
                copy.set(name, change.apply(value));
            } else if (LISTS.contains(name) && value instanceof ArrayNode list) {
                ArrayNode changed = copy.putArray(name);
                list.forEach(element -> changed.add(change.apply(element)));
            } else if (MAPS.contains(name) && value instanceof ObjectNode map) {
                ObjectNode changed = copy.putObject(name);
                map.forEachEntry((key, element) -> changed.set(key, change.apply(element)));
            } else {
                copy.set(name, value);
            }
        });
        return copy;
    }

    /** Lists the keywords that Gemini takes and passes over, each once. */
    static void losses(String at, JsonNode schema, Losses losses) {
        Set<String> seen = new HashSet<>();
        collect(schema, seen);
        seen.stream().sorted().forEach(keyword -> losses.dropped(at + "." + keyword, "Gemini passes over it"));
    }

    private static void collect(JsonNode schema, Set<String> seen) {
        if (!(schema instanceof ObjectNode object)) {
            return;
        }
        object.forEachEntry((name, value) -> {
            if (!HEEDED.contains(name) && seen.size() < 32) {
                seen.add(name);
            }
        });
        inside(object, inner -> {
            collect(inner, seen);
            return inner;
        });
    }
}
