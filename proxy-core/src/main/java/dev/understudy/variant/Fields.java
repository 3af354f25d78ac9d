package dev.understudy.variant;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sets and removes fields by dotted path: {@code temperature}, {@code response_format.type}, {@code messages.0.name}. A
 * field whose own name holds the dots is meant first, if there is one.
 */
final class Fields {
    private Fields() {}

    static void set(ObjectNode body, Map<String, JsonNode> values) throws VariantException {
        for (Map.Entry<String, JsonNode> entry : values.entrySet()) {
            // A copy: configuration is shared by all requests, and a patch may write into it.
            set(body, entry.getKey(), entry.getValue().deepCopy());
        }
    }

    private static void set(ObjectNode body, String path, JsonNode value) throws VariantException {
        String[] names = names(body, path);
        JsonNode parent = body;
        for (int i = 0; i < names.length - 1; i++) {
            JsonNode child = child(parent, names[i]);
            if (child == null || child.isNull()) {
                child = body.objectNode();
                put(parent, names[i], child, path);
            }
            parent = child;
        }
        put(parent, names[names.length - 1], value, path);
    }

    private static void put(JsonNode parent, String name, JsonNode value, String path) throws VariantException {
        if (parent instanceof ObjectNode object) {
            object.set(name, value);
        } else if (parent instanceof ArrayNode array && index(name, array) >= 0) {
            array.set(index(name, array), value);
        } else {
            throw new VariantException("set " + path + ": nothing can be put at '" + name + "' in this request");
        }
    }

    /** Removes what is there; a path that leads nowhere is no problem, because then the field is gone already. */
    static void remove(ObjectNode body, Iterable<String> paths) {
        for (String path : paths) {
            String[] names = names(body, path);
            JsonNode parent = body;
            for (int i = 0; i < names.length - 1 && parent != null; i++) {
                parent = child(parent, names[i]);
            }
            String last = names[names.length - 1];
            if (parent instanceof ObjectNode object) {
                object.remove(last);
            } else if (parent instanceof ArrayNode array && index(last, array) >= 0) {
                array.remove(index(last, array));
            }
        }
    }

    private static String[] names(ObjectNode body, String path) {
        boolean literal = path.indexOf('.') < 0
                || body.has(path)
                || path.startsWith(".")
                || path.endsWith(".")
                || path.contains("..");
        return literal ? new String[] {path} : path.split("\\.");
    }

    private static @Nullable JsonNode child(JsonNode parent, String name) {
        return parent instanceof ArrayNode array ? array.get(index(name, array)) : parent.get(name);
    }

    /** The index of an element that exists, or -1. */
    private static int index(String name, ArrayNode array) {
        try {
            return Pointer.index(name, array.size());
        } catch (VariantException notAnIndex) {
            return -1;
        }
    }
}
