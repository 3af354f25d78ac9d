package dev.understudy.sandbox.trial;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is the same in all cases: the application's model and its system prompt, over which live and candidate have their own.
 *
 * @param path where the route takes chat completions
 */
public record Scene(String model, String system, String path) {
    /** A request that is sound but for its messages. */
    ObjectNode request() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("model", model);
        request.put("temperature", 0);
        ArrayNode messages = request.putArray("messages");
        if (!system.isEmpty()) {
            messages.addObject().put("role", "system").put("content", system);
        }
        return request;
    }

    /** A request in which a user says this. */
    ObjectNode saying(String words) {
        ObjectNode request = request();
        messages(request).addObject().put("role", "user").put("content", words);
        return request;
    }

    static ArrayNode messages(ObjectNode request) {
        return (ArrayNode) request.get("messages");
    }

    byte[] asking(String words) {
        return bytes(saying(words));
    }

    /** Somebody's own request, with the model and the system prompt where it has none. */
    byte[] completed(ObjectNode request) {
        ObjectNode whole = request.deepCopy();
        if (!whole.has("model")) {
            whole.put("model", model);
        }
        if (whole.get("messages") instanceof ArrayNode messages && !hasSystem(messages) && !system.isEmpty()) {
            messages.insertObject(0).put("role", "system").put("content", system);
        }
        return bytes(whole);
    }

    private static boolean hasSystem(ArrayNode messages) {
        return messages.valueStream()
                .anyMatch(each -> List.of("system", "developer")
                        .contains(each.path("role").asString("")));
    }

    static byte[] bytes(ObjectNode request) {
        return JsonMapper.shared().writeValueAsString(request).getBytes(StandardCharsets.UTF_8);
    }
}
