package dev.understudy.sandbox.google;

import static dev.understudy.sandbox.google.GeminiVoice.WORDING;

import dev.understudy.sandbox.provider.Rejected;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Objects that stand for protocol buffer messages: a field may be written in camel case or in snake case
 * (protobuf.dev/programming-guides/json), and one that the message does not have is refused.
 */
final class ProtoJson {
    private ProtoJson() {}

    /**
     * The same object with its own fields in camel case.
     *
     * @param known in camel case; empty for any
     * @param within where the object stands, for messages
     */
    static ObjectNode message(JsonNode object, Set<String> known, String within) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        if (!object.isObject() && !object.isMissingNode() && !object.isNull()) {
            throw WORDING.wrongType(within, "an object", object);
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = camel(field.getKey());
            if (!known.isEmpty() && !known.contains(name)) {
                throw unknown(field.getKey(), within);
            }
            message.set(name, field.getValue());
        }
        return message;
    }

    private static Rejected unknown(String field, String within) {
        return WORDING.unknownField(field, within);
    }

    private static String camel(String name) {
        if (name.indexOf('_') < 0) {
            return name;
        }
        StringBuilder camel = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            boolean raised = i > 0 && name.charAt(i - 1) == '_';
            if (name.charAt(i) != '_') {
                camel.append(raised ? Character.toUpperCase(name.charAt(i)) : name.charAt(i));
            }
        }
        return camel.toString();
    }
}
