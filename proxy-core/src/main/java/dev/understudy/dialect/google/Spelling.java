package dev.understudy.dialect.google;

import dev.understudy.dialect.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads request fields as Google does: by their camelCase name or their original snake_case one, and a single value where
 * a list is expected.
 *
 * @see <a href="https://protobuf.dev/programming-guides/json/">ProtoJSON format</a>
 */
final class Spelling {
    private Spelling() {}

    /** The snake_case form: {@code system_instruction} of {@code systemInstruction}. */
    static String snake(String camel) {
        StringBuilder snake = new StringBuilder(camel.length() + 4);
        for (int i = 0; i < camel.length(); i++) {
            char letter = camel.charAt(i);
            if (letter >= 'A' && letter <= 'Z') {
                snake.append('_').append((char) (letter + ('a' - 'A')));
            } else {
                snake.append(letter);
            }
        }
        return snake.toString();
    }

    /** The camelCase form of a name in either spelling. */
    static String camel(String name) {
        if (name.indexOf('_') < 0) {
            return name;
        }
        StringBuilder camel = new StringBuilder(name.length());
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            boolean lowerLetter = letter >= 'a' && letter <= 'z';
            if (letter == '_') {
                upper = true;
            } else {
                camel.append(upper && lowerLetter ? (char) (letter - ('a' - 'A')) : letter);
                upper = false;
            }
        }
        return camel.toString();
    }

    /** The name that the object uses for the field; camelCase when it has neither. */
    static String nameIn(ObjectNode object, String camel) {
        String snake = snake(camel);
        return !object.has(camel) && object.has(snake) ? snake : camel;
    }

    /** The value, or null when it is absent or JSON null. */
    static @Nullable JsonNode get(JsonNode object, String camel) {
        JsonNode value = object.get(camel);
        value = value == null ? object.get(snake(camel)) : value;
        return value == null || value.isNull() ? null : value;
    }

    static @Nullable String text(JsonNode object, String camel) {
        JsonNode value = get(object, camel);
        return value != null && value.isString() ? value.stringValue() : null;
    }

    /** The same object with its own fields, not those further in, by their camelCase names; of two spellings the first counts. */
    static ObjectNode camelCase(ObjectNode object) {
        boolean plain =
                object.properties().stream().allMatch(field -> field.getKey().indexOf('_') < 0);
        if (plain) {
            return object;
        }
        ObjectNode camel = Json.newObject();
        object.forEachEntry((name, value) -> camel.putIfAbsent(camel(name), value));
        return camel;
    }

    /** The elements of a list; of a single value that one. */
    static Iterable<JsonNode> list(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return Json.newObject();
        }
        return value.isArray() ? value : List.of(value);
    }
}
