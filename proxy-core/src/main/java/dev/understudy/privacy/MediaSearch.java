package dev.understudy.privacy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether there is an image, a sound or a file anywhere in a request. At any depth and without recursion. */
final class MediaSearch {
    /** Below these are schemas and the client's own data, whose words mean something else. */
    private static final Set<String> ELSEWHERE =
            Set.of("tools", "functions", "response_format", "metadata", "arguments", "args", "json_schema");

    private MediaSearch() {}

    static boolean finds(ObjectNode body) {
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(body);
        while (!open.isEmpty()) {
            JsonNode node = open.pop();
            if (node instanceof ObjectNode object) {
                if (object != body && (Media.isOne(object) || Media.hasImages(object))) {
                    return true;
                }
                for (Map.Entry<String, JsonNode> field : object.properties()) {
                    boolean calledWith =
                            field.getKey().equals("input") && field.getValue().isObject();
                    if (field.getValue().isContainer() && !ELSEWHERE.contains(field.getKey()) && !calledWith) {
                        open.push(field.getValue());
                    } else if (field.getValue().isString()
                            && DataUrls.isOne(field.getValue().stringValue())) {
                        return true;
                    }
                }
            } else {
                for (JsonNode element : node) {
                    if (element.isContainer()) {
                        open.push(element);
                    }
                }
            }
        }
        return false;
    }
}
