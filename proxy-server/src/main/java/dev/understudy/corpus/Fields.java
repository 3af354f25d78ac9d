package dev.understudy.corpus;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a JSON object of ours, each of the kind that it was written as. Immutable. */
final class Fields {
    private final String at;
    private final JsonNode json;

    /** @param at what the object is, for messages */
    Fields(String at, JsonNode json) {
        this.at = at;
        this.json = json;
        if (!isAbsent() && !json.isObject()) {
            throw new CorpusException(at + ": " + kind(json) + " (expected: an object)");
        }
    }

    boolean isAbsent() {
        return json.isMissingNode() || json.isNull();
    }

    Fields object(String name) {
        return new Fields(name, json.path(name));
    }

    /** An object that is kept as it is. */
    ObjectNode tree(String name) {
        if (json.path(name) instanceof ObjectNode object) {
            return object;
        }
        throw wrong(name, json.path(name), "an object");
    }

    List<JsonNode> list(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong(name, value, "a list");
        }
        List<JsonNode> items = new ArrayList<>();
        value.forEach(items::add);
        return items;
    }

    @Nullable
    String text(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw wrong(name, value, "text");
        }
        return value.stringValue();
    }

    String required(String name) {
        String value = text(name);
        if (value == null) {
            throw new CorpusException(at + "." + name + ": missing (expected: text)");
        }
        return value;
    }

    @Nullable
    Long number(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, value, "a whole number");
        }
        return value.longValue();
    }

    /** 0 where it is absent. */
    int integer(String name) {
        Long value = number(name);
        if (value != null && (value < 0 || value > Integer.MAX_VALUE)) {
            throw new CorpusException(at + "." + name + ": " + value + " (expected: 0 to " + Integer.MAX_VALUE + ")");
        }
        return value == null ? 0 : value.intValue();
    }

    @Nullable
    BigDecimal decimal(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isNumber()) {
            throw wrong(name, value, "a number");
        }
        return value.decimalValue();
    }

    boolean flag(String name) {
        return json.path(name).asBoolean(false);
    }

    <E extends Enum<E>> E choice(String name, Class<E> type) {
        E value = optional(name, type);
        if (value == null) {
            throw new CorpusException(at + "." + name + ": missing (expected: a word)");
        }
        return value;
    }

    <E extends Enum<E>> @Nullable E optional(String name, Class<E> type) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new CorpusException(
                    at + "." + name + ": an unknown word (expected: one of this version's "
                            + type.getSimpleName().toLowerCase(Locale.ROOT) + "s)",
                    unknown);
        }
    }

    private CorpusException wrong(String name, JsonNode value, String expected) {
        return new CorpusException(at + "." + name + ": " + kind(value) + " (expected: " + expected + ")");
    }

    /** Never what it says: it may be anybody's. */
    private static String kind(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
