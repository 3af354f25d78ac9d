package dev.understudy.compare.schema;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the flavours of JSON Schema that providers and their users write into JSON Schema: {@code "type": "OBJECT"} and
 * {@code nullable} (Gemini, OpenAPI 3.0), Python's names of types. Copies only what changes. For trees of bounded depth.
 */
@SuppressWarnings("ReferenceEquality") // what is the same instance did not change
final class SchemaFlavour {
    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "number", "integer", "boolean", "null");
    /** Names of types that are none in JSON Schema; the empty one means any. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "dict",
            "object",
            "float",
            "number",
            "double",
            "number",
            "int",
            "integer",
            "bool",
            "boolean",
            "list",
            "array",
            "tuple",
            "array",
            "str",
            "string",
            "any",
            "",
            "type_unspecified",
            "");
    /** Keywords whose members are schemas by names of the author's choice. */
    private static final Set<String> BY_NAME =
            Set.of("properties", "patternProperties", "definitions", "$defs", "dependentSchemas", "dependencies");
    /** Keywords whose values are data. */
    private static final Set<String> DATA = Set.of("enum", "const", "default", "example", "examples", "required");

    private SchemaFlavour() {}

    static JsonNode standard(JsonNode schema) {
        if (schema.isArray()) {
            ArrayNode changed = null;
            for (int i = 0; i < schema.size(); i++) {
                JsonNode element = standard(schema.get(i));
                if (element != schema.get(i)) {
                    changed = changed == null ? copy((ArrayNode) schema) : changed;
                    changed.set(i, element);
                }
            }
            return changed == null ? schema : changed;
        }
        return schema instanceof ObjectNode object ? keywords(object) : schema;
    }

    private static JsonNode keywords(ObjectNode schema) {
        ObjectNode changed = members(schema, false);
        JsonNode type = schema.get("type");
        if (type != null && type.isString() && !TYPES.contains(type.stringValue())) {
            changed = changed == schema ? copy(schema) : changed;
            named(changed, type.stringValue());
        }
        if (schema.path("nullable").isBoolean() && schema.path("nullable").booleanValue()) {
            return nullable(changed == schema ? copy(schema) : changed);
        }
        return changed;
    }

    /** The same instance when no member changes. */
    private static ObjectNode members(ObjectNode schema, boolean byName) {
        ObjectNode changed = schema;
        for (Map.Entry<String, JsonNode> member : schema.properties()) {
            JsonNode value = member.getValue();
            JsonNode standard = value;
            if (!byName && BY_NAME.contains(member.getKey()) && value instanceof ObjectNode named) {
                standard = members(named, true);
            } else if (byName || !DATA.contains(member.getKey())) {
                standard = standard(value);
            }
            if (standard != value) {
                changed = changed == schema ? copy(schema) : changed;
                changed.set(member.getKey(), standard);
            }
        }
        return changed;
    }

    private static void named(ObjectNode schema, String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        @Nullable String meant = TYPES.contains(lower) ? lower : OTHER_NAMES.get(lower);
        if (meant == null) {
            return; // A type that nobody knows is the author's error, and is reported as one.
        }
        if (meant.isEmpty()) {
            schema.remove("type");
        } else {
            schema.put("type", meant);
        }
    }

    private static JsonNode nullable(ObjectNode schema) {
        schema.remove("nullable");
        JsonNode type = schema.get("type");
        if (type == null || !type.isString()) {
            return schema;
        }
        ObjectNode either = JsonNodeFactory.instance.objectNode();
        either.putArray("anyOf").add(schema).addObject().put("type", "null");
        return either;
    }

    private static ObjectNode copy(ObjectNode node) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(member -> copy.set(member.getKey(), member.getValue()));
        return copy;
    }

    private static ArrayNode copy(ArrayNode node) {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode(node.size());
        node.forEach(copy::add);
        return copy;
    }
}
