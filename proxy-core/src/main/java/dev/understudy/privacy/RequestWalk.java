package dev.understudy.privacy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Goes over all string values of a request, whatever the dialect, at any depth and without recursion. The words of the
 * protocol (model, role, type, names of tools), schemas but for their descriptions, signatures and base64 data are left
 * alone; where the client's own data begins (arguments of a tool, metadata), nothing is. Used once, by one thread.
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
    private static final Set<String> DATA = Set.of("arguments", "args", "metadata", "response");
    private static final Set<String> MEDIA = Set.of("media_type", "mime_type", "mimeType", "format");

    private final KeyedPseudonyms pseudonyms;
    private final Deque<Step> open = new ArrayDeque<>();

    RequestWalk(KeyedPseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    void over(ObjectNode body) {
        OpaqueIds.replaceIn(body, pseudonyms);
        open.push(new Step(body, Area.PROTOCOL));
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
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            if (value.isContainer()) {
                open.push(new Step(value, below(field.getKey(), value, area)));
            } else if (value.isString() && isContent(field.getKey(), object, area)) {
                String text = value.stringValue();
                String changed = scan(text);
                if (changed != text) {
                    object.put(field.getKey(), changed);
                }
            }
        }
    }

    private void array(ArrayNode array, Area area) {
        for (int i = 0; i < array.size(); i++) {
            JsonNode value = array.get(i);
            if (value.isContainer()) {
                open.push(new Step(value, area));
            } else if (value.isString() && area != Area.SCHEMA) {
                String text = value.stringValue();
                String changed = scan(text);
                if (changed != text) {
                    array.set(i, changed);
                }
            }
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
            case SCHEMA -> key.equals("description");
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

    private String scan(String text) {
        return isDataUrl(text) ? text : new TextScan(text, pseudonyms).pseudonymised();
    }

    /** RFC 2397, and nothing but base64 behind the comma: otherwise it is a text that begins like one. */
    private static boolean isDataUrl(String text) {
        if (!text.startsWith("data:")) {
            return false;
        }
        int comma = text.indexOf(',');
        if (comma < 0
                || comma > 256
                || !text.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64")) {
            return false;
        }
        for (int i = comma + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Characters.isBase64Url(c) && c != '+' && c != '/' && c != '=') {
                return false;
            }
        }
        return true;
    }
}
