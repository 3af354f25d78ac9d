package dev.understudy.sandbox.google;

import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gemini's {@code Schema}, a part of OpenAPI 3.0 with types in capitals (ai.google.dev/api/caching#Schema), as a JSON schema.
 */
final class OpenApiSchema {
    private static final int DEPTH = 64;

    private OpenApiSchema() {}

    static JsonNode toJsonSchema(JsonNode schema) {
        return schema.isObject() ? object(schema, 0) : schema;
    }

    private static ObjectNode object(JsonNode schema, int depth) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : schema.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            switch (name) {
                case "type" -> json.put("type", value.asString("").toLowerCase(Locale.ROOT));
                case "properties" -> json.set("properties", properties(value, depth));
                case "items" -> json.set("items", inner(value, depth));
                case "anyOf" -> json.set("anyOf", all(value, depth));
                case "nullable", "propertyOrdering" -> {}
                default -> json.set(name, value);
            }
        }
        return json;
    }

    private static JsonNode inner(JsonNode schema, int depth) {
        return schema.isObject() && depth < DEPTH ? object(schema, depth + 1) : schema;
    }

    private static ObjectNode properties(JsonNode properties, int depth) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        properties.properties().forEach(each -> json.set(each.getKey(), inner(each.getValue(), depth)));
        return json;
    }

    private static ArrayNode all(JsonNode schemas, int depth) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        schemas.forEach(each -> json.add(inner(each, depth)));
        return json;
    }
}
