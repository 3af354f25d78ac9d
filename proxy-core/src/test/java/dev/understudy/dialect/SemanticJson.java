package dev.understudy.dialect;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as a provider sees it: a field that is null is a field that is absent, 1 is 1.0, and order says nothing. */
public final class SemanticJson {
    private SemanticJson() {}

    public static JsonNode of(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode plain = JsonNodeFactory.instance.objectNode();
            object.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .filter(field -> !(field.getKey().equals("stream")
                            && field.getValue().asString("").equals("false")))
                    .forEach(field -> plain.set(field.getKey(), of(field.getValue())));
            return plain;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode plain = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> plain.add(of(element)));
            return plain;
        }
        return node.isNumber()
                ? JsonNodeFactory.instance.numberNode(node.decimalValue().stripTrailingZeros())
                : node;
    }
}
