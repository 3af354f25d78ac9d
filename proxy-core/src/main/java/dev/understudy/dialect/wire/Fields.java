package dev.understudy.dialect.wire;

import dev.understudy.canonical.request.Extras;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One object of a request while it is being read. What is taken out of it has become canonical; what is left, because it
 * has no canonical word or is of an odd type, becomes the {@link Extras}. The object itself is not changed. One thread.
 */
public final class Fields {
    private final Map<String, JsonNode> left = new LinkedHashMap<>();
    private final Map<String, String> spelling = new HashMap<>();

    public Fields(ObjectNode object) {
        object.properties().forEach(field -> left.put(field.getKey(), field.getValue()));
    }

    /** Of an object that is not there: for its spelling only. */
    public static Fields none() {
        return new Fields(Json.newObject());
    }

    /** The value without taking it; null when it is absent or JSON null. */
    public @Nullable JsonNode peek(String name) {
        JsonNode value = left.get(name);
        return value == null || value.isNull() ? null : value;
    }

    public boolean has(String name) {
        return left.containsKey(name);
    }

    /** Takes whatever is there, JSON null too; null when it is absent. */
    public @Nullable JsonNode take(String name) {
        return left.remove(name);
    }

    private @Nullable JsonNode takeIf(String name, Predicate<JsonNode> wanted) {
        JsonNode value = left.get(name);
        if (value == null || !wanted.test(value)) {
            return null;
        }
        left.remove(name);
        return value;
    }

    public @Nullable String text(String name) {
        JsonNode value = takeIf(name, JsonNode::isString);
        return value == null ? null : value.stringValue();
    }

    /** Takes the field if it says exactly this. */
    public boolean takeText(String name, String expected) {
        return takeIf(name, value -> value.isString() && value.stringValue().equals(expected)) != null;
    }

    public @Nullable Boolean bool(String name) {
        JsonNode value = takeIf(name, JsonNode::isBoolean);
        return value == null ? null : Boolean.valueOf(value.booleanValue());
    }

    /** An integer as a long holds it, with or without a sign. */
    public @Nullable Long integer(String name) {
        JsonNode value = takeIf(name, node -> node.isIntegralNumber() && node.canConvertToLong());
        return value == null ? null : Long.valueOf(value.longValue());
    }

    /** An integer of at least 0. */
    public @Nullable Long count(String name) {
        JsonNode value =
                takeIf(name, node -> node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0);
        return value == null ? null : Long.valueOf(value.longValue());
    }

    /** A number with all its digits. */
    public @Nullable BigDecimal number(String name) {
        JsonNode value = takeIf(name, JsonNode::isNumber);
        return value == null ? null : value.decimalValue();
    }

    public @Nullable ObjectNode object(String name) {
        return (ObjectNode) takeIf(name, JsonNode::isObject);
    }

    /** Takes an array that is not empty. */
    public @Nullable ArrayNode array(String name) {
        return (ArrayNode) takeIf(name, value -> value.isArray() && !value.isEmpty());
    }

    /** Takes an array of nothing but strings; leaves anything else, and gives an empty list. */
    public List<String> texts(String name) {
        JsonNode value = peek(name);
        if (value == null || !value.isArray() || !value.valueStream().allMatch(JsonNode::isString)) {
            return List.of();
        }
        ArrayNode array = array(name);
        return array == null
                ? List.of()
                : array.valueStream().map(JsonNode::stringValue).toList();
    }

    /** Leaves a field, as if it had been there. */
    public void leave(String name, JsonNode value) {
        left.put(name, value);
    }

    /** What is left of an object that stood in a field here, under both names; its spelling becomes ours. */
    public void leaveRest(String name, Fields inner) {
        inner.left.forEach((field, value) -> left.put(name + "." + field, value));
        spelling.putAll(inner.spelling);
    }

    /** Notes that the source said something in one of several ways. */
    public void spell(String what, String how) {
        spelling.put(what, how);
    }

    public boolean isSpelled(String what, String how) {
        return how.equals(spelling.get(what));
    }

    public boolean isEmpty() {
        return left.isEmpty();
    }

    /** What is left. */
    public Extras rest() {
        return left.isEmpty() && spelling.isEmpty() ? Extras.NONE : new Extras(left, spelling);
    }

    /** Puts fields back where they stood, over what is there. */
    public static void putBack(ObjectNode object, Extras extras) {
        extras.fields().forEach((name, value) -> putBack(object, name, value));
    }

    private static void putBack(ObjectNode object, String name, JsonNode value) {
        int dot = name.indexOf('.');
        if (dot > 0 && object.get(name.substring(0, dot)) instanceof ObjectNode inner) {
            putBack(inner, name.substring(dot + 1), value);
        } else {
            object.set(name, value);
        }
    }
}
