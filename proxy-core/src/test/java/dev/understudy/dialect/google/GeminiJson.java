package dev.understudy.dialect.google;

import dev.understudy.dialect.SemanticJson;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request as Google sees it: either spelling, one value for a list of one, tools in any grouping, either base64. */
final class GeminiJson {
    private static final Set<String> LISTS = Set.of("parts", "contents", "tools", "functionDeclarations");

    private GeminiJson() {}

    static JsonNode of(JsonNode request) {
        ObjectNode plain = (ObjectNode) plain(SemanticJson.of(request));
        ArrayNode tools = JsonNodeFactory.instance.arrayNode();
        ArrayNode functions = JsonNodeFactory.instance.arrayNode();
        for (JsonNode tool : plain.path("tools")) {
            tool.properties().forEach(field -> {
                if (field.getKey().equals("functionDeclarations")) {
                    field.getValue().forEach(functions::add);
                } else {
                    tools.addObject().set(field.getKey(), field.getValue());
                }
            });
        }
        if (plain.has("tools")) {
            plain.set("tools", tools.add(functions));
        }
        return plain;
    }

    private static JsonNode plain(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode plain = JsonNodeFactory.instance.objectNode();
            object.forEachEntry((name, value) -> {
                String camel = Spelling.camel(name);
                JsonNode inner = plain(value);
                boolean list = LISTS.contains(camel) && inner.isObject();
                boolean bytes = camel.equals("data") && inner.isString();
                plain.set(
                        camel,
                        list
                                ? JsonNodeFactory.instance.arrayNode().add(inner)
                                : bytes
                                        ? JsonNodeFactory.instance.stringNode(
                                                Base64Alphabet.standard(inner.stringValue()))
                                        : inner);
            });
            return plain;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode plain = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> plain.add(plain(element)));
            return plain;
        }
        return node;
    }
}
