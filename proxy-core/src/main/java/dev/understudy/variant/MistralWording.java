package dev.understudy.variant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings a chat request into what Mistral takes. It refuses fields that it does not know ("extra_forbidden"), goes by
 * another name for two of OpenAI's, and wants ids of tool calls of nine letters and digits.
 *
 * @see <a href="https://docs.mistral.ai/api/#tag/chat">Mistral, API reference, chat</a>
 */
final class MistralWording {
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9]{9}");
    private static final Map<String, String> RENAMED =
            Map.of("max_completion_tokens", "max_tokens", "seed", "random_seed");
    private static final String UNKNOWN = "user";

    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private int next;

    private MistralWording() {}

    /** Changes a finished body in place. */
    static void apply(ObjectNode body, List<String> notes) {
        RENAMED.forEach((name, theirs) -> {
            JsonNode value = body.remove(name);
            if (value != null && !body.has(theirs)) {
                body.set(theirs, value);
            }
        });
        if (body.remove(UNKNOWN) != null) {
            notes.add(UNKNOWN + " (Mistral refuses it)");
        }
        new MistralWording().callIds(body.path("messages"));
    }

    private void callIds(JsonNode messages) {
        List<ObjectNode> named = new ArrayList<>();
        for (JsonNode message : messages) {
            for (JsonNode call : message.path("tool_calls")) {
                collect(call, "id", named);
            }
            collect(message, "tool_call_id", named);
        }
        for (ObjectNode object : named) {
            String field = object.has("tool_call_id") ? "tool_call_id" : "id";
            object.put(field, fitting(object.path(field).stringValue()));
        }
    }

    private void collect(JsonNode node, String field, List<ObjectNode> named) {
        if (node instanceof ObjectNode object && object.path(field).isString()) {
            named.add(object);
            taken.add(object.path(field).stringValue());
        }
    }

    private String fitting(String id) {
        return ID.matcher(id).matches() ? id : ids.computeIfAbsent(id, refused -> made());
    }

    private String made() {
        String id = "call%05d".formatted(next++ % 100_000);
        return taken.contains(id) && next < 100_000 ? made() : id;
    }
}
