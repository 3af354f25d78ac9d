package dev.understudy.privacy;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Goes over all string values of a request, whatever the dialect, at any depth and without recursion. The words of the
 * protocol (model, role, type, names of tools), the structure of schemas, signatures and base64 data are left alone; where
 * the client's own data begins (arguments of a tool, metadata), nothing is: keys and numbers are looked at too. Used once, by
 * one thread.
 */
final class RequestWalk {
    private enum Area {
        PROTOCOL,
        SCHEMA,
        DATA
    }

    private record Step(JsonNode node, Area area) {}

    private static final Set<String> WORDS = Set.of("model", "role", "type", "signature", "encrypted_content");
    private static final Set<String> SCHEMAS =
            Set.of("tools", "functions", "response_format", "parameters", "input_schema", "json_schema", "schema");
    /** What is structure in a schema; all else (descriptions, values, examples) is somebody's text. */
    private static final Set<String> SCHEMA_WORDS = Set.of(
            "type", "format", "pattern", "name", "$ref", "$id", "$schema", "$anchor", "$comment", "contentEncoding");

    private static final Set<String> DATA = Set.of("arguments", "args", "metadata", "response");
    private static final Set<String> MEDIA = Set.of("media_type", "mime_type", "mimeType", "format");
    private static final int SHORTEST_NUMBER = 7;

    private final Texts texts;
    private final boolean dropsMedia;
    private final Deque<Step> open = new ArrayDeque<>();
    private boolean changed;

    RequestWalk(Texts texts, boolean dropsMedia) {
        this.texts = texts;
        this.dropsMedia = dropsMedia;
    }

    void over(ObjectNode body) {
        texts.ids(body);
        open.push(new Step(body, Area.PROTOCOL));
        walk();
    }

    /** Somebody's own data: the arguments of a tool, say. */
    void overData(JsonNode tree) {
        open.push(new Step(tree, Area.DATA));
        walk();
    }

    /** Whether anything is another text now. */
    boolean changed() {
        return changed;
    }

    private void walk() {
        while (!open.isEmpty()) {
            Step step = open.pop();
            if (step.node() instanceof ObjectNode object) {
                object(object, step.area());
            } else if (step.node() instanceof ArrayNode array) {
                array(array, step.area());
            }
        }
    }

    /** Setting a key that is there already does not disturb going over them. */
    private void object(ObjectNode object, Area area) {
        if (dropsMedia && area == Area.PROTOCOL && Media.hasImages(object)) {
            object.remove("images");
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            if (value.isContainer()) {
                container(field.getKey(), value, area);
            } else if (value.isString() && isContent(field.getKey(), object, area)) {
                String text = value.stringValue();
                String other = area == Area.DATA ? texts.field(field.getKey(), text) : texts.changed(text);
                if (!other.equals(text)) {
                    changed = true;
                    object.put(field.getKey(), other);
                }
            } else if (value.isIntegralNumber() && area == Area.DATA) {
                number(object, field.getKey(), value.bigIntegerValue());
            }
        }
        if (area == Area.DATA) {
            keys(object);
        }
    }

    private void container(String key, JsonNode value, Area area) {
        boolean required = area == Area.SCHEMA && key.equals("required");
        if (!required) {
            open.push(new Step(value, below(key, value, area)));
        }
    }

    private void number(ObjectNode object, String key, BigInteger value) {
        String digits = value.toString();
        if (digits.length() >= SHORTEST_NUMBER && value.signum() > 0) {
            String other = texts.number(key, digits);
            if (!other.equals(digits)) {
                changed = true;
                object.put(key, new BigInteger(other));
            }
        }
    }

    /** People are keys, too: {@code {"jane@corp.com": "admin"}}. */
    private void keys(ObjectNode object) {
        Map<String, JsonNode> renamed = new LinkedHashMap<>();
        boolean differs = false;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String key = texts.changed(field.getKey());
            differs |= !key.equals(field.getKey());
            renamed.put(key, field.getValue());
        }
        if (differs) {
            changed = true;
            object.removeAll();
            object.setAll(renamed);
        }
    }

    private void array(ArrayNode array, Area area) {
        for (int i = 0; i < array.size(); i++) {
            JsonNode value = array.get(i);
            if (dropsMedia && area == Area.PROTOCOL && Media.isOne(value)) {
                array.set(i, Media.placeholder((ObjectNode) value));
            } else if (value.isContainer()) {
                open.push(new Step(value, area));
            } else if (value.isString()) {
                String text = value.stringValue();
                String other = texts.changed(text);
                if (!other.equals(text)) {
                    changed = true;
                    array.set(i, other);
                }
            } else if (value.isIntegralNumber() && area == Area.DATA) {
                element(array, i, value.bigIntegerValue());
            }
        }
    }

    private void element(ArrayNode array, int index, BigInteger value) {
        String digits = value.toString();
        String other = digits.length() >= SHORTEST_NUMBER && value.signum() > 0 ? texts.number("", digits) : digits;
        if (!other.equals(digits)) {
            changed = true;
            array.set(index, new BigInteger(other));
        }
    }

    private static Area below(String key, JsonNode value, Area area) {
        if (area != Area.PROTOCOL) {
            return area;
        }
        // A list under "input" holds the messages of a response; an object is what a tool was called with.
        if (DATA.contains(key) || key.equals("input") && value.isObject()) {
            return Area.DATA;
        }
        return SCHEMAS.contains(key) ? Area.SCHEMA : Area.PROTOCOL;
    }

    private static boolean isContent(String key, ObjectNode object, Area area) {
        return switch (area) {
            case DATA -> true;
            case SCHEMA -> !SCHEMA_WORDS.contains(key);
            case PROTOCOL -> !WORDS.contains(key) && !isToolName(key, object) && !isMedia(key, object);
        };
    }

    private static boolean isToolName(String key, ObjectNode object) {
        return key.equals("name")
                && (object.has("arguments") || object.has("input") || object.has("args") || object.size() == 1);
    }

    private static boolean isMedia(String key, ObjectNode object) {
        return key.equals("data") && MEDIA.stream().anyMatch(object::has);
    }
}
