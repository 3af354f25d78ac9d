package dev.understudy.dialect.anthropic;

import dev.understudy.dialect.Dialect.Containment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes side effects out of a messages request: nothing runs at the provider but the model. Tools that the caller runs
 * stay, since the model can only ask for those. There is nothing to say about storing: messages are not kept.
 */
final class MessageContainment {
    /**
     * Kinds of tools that only the caller can run, and the search among the request's own tools, which touches nothing
     * else and without which the tools that it loads would be refused. Names end in a version: {@code bash_20250124}.
     */
    private static final List<String> HARMLESS_KINDS =
            List.of("bash_", "text_editor_", "computer_", "memory_", "tool_search_tool_");

    private MessageContainment() {}

    static Containment contain(ObjectNode request, boolean sameOrigin) {
        String state = sameOrigin ? null : providerState(request);
        if (state != null) {
            return new Containment.NeedsProviderState(state);
        }
        List<String> removed = new ArrayList<>();
        for (String field : List.of("mcp_servers", "container")) {
            JsonNode value = request.remove(field);
            if (value != null && !value.isNull()) {
                removed.add(field);
            }
        }
        int serverTools = removed.size() + removeServerTools(request, removed);
        removeUploads(request, removed);
        return new Containment.Contained(List.copyOf(removed), serverTools);
    }

    /** A container has the files of earlier turns in it; files were uploaded to live's account. */
    private static @Nullable String providerState(ObjectNode request) {
        JsonNode container = request.path("container");
        if (container.isString() || container.path("id").isString()) {
            return "container";
        }
        JsonNode messages = request.path("messages");
        for (int i = 0; messages.isArray() && i < messages.size(); i++) {
            String file = file(messages.get(i).path("content"));
            if (file != null) {
                return "messages[" + i + "]." + file;
            }
        }
        return null;
    }

    private static @Nullable String file(JsonNode content) {
        for (int i = 0; content.isArray() && i < content.size(); i++) {
            JsonNode block = content.get(i);
            if (block.path("source").has("file_id")) {
                return "content[" + i + "].source.file_id";
            }
            if (isUpload(block)) {
                return "content[" + i + "].file_id";
            }
            String inside = "tool_result".equals(MessageFacts.text(block, "type")) ? file(block.path("content")) : null;
            if (inside != null) {
                return "content[" + i + "]." + inside;
            }
        }
        return null;
    }

    private static boolean isUpload(JsonNode block) {
        return "container_upload".equals(MessageFacts.text(block, "type"));
    }

    /** Returns how many there were. */
    private static int removeServerTools(ObjectNode request, List<String> removed) {
        if (!(request.get("tools") instanceof ArrayNode tools)) {
            return 0;
        }
        ArrayNode kept = tools.arrayNode();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < tools.size(); i++) {
            JsonNode tool = tools.get(i);
            if (isHarmless(tool)) {
                kept.add(tool);
            } else {
                removed.add("tools[" + i + "] " + kind(tool));
                names.add(tool.path("name").asStringOpt().orElse(""));
            }
        }
        int gone = tools.size() - kept.size();
        if (gone == 0) {
            return 0;
        }
        if (kept.isEmpty()) {
            // A choice without tools is refused.
            request.remove(List.of("tools", "tool_choice"));
        } else {
            request.set("tools", kept);
            callDirectly(kept, removed);
            loosenToolChoice(request, names, removed);
        }
        return gone;
    }

    private static boolean isHarmless(JsonNode tool) {
        JsonNode type = tool.get("type");
        if (type == null || type.isNull()) {
            return tool.has("name");
        }
        return type.isString() && isHarmless(type.stringValue());
    }

    private static boolean isHarmless(String type) {
        return type.equals("custom") || HARMLESS_KINDS.stream().anyMatch(type::startsWith);
    }

    private static String kind(JsonNode tool) {
        String type = MessageFacts.text(tool, "type");
        return type == null ? "without a type" : type;
    }

    /** A tool that only code in the provider's container may call could not be asked for any more, and is refused. */
    private static void callDirectly(ArrayNode tools, List<String> removed) {
        for (JsonNode tool : tools) {
            if (tool instanceof ObjectNode object && object.remove("allowed_callers") != null) {
                removed.add("tools " + MessageFacts.text(object, "name") + " allowed_callers");
            }
        }
    }

    /** A choice that names a tool which is gone would be refused. */
    private static void loosenToolChoice(ObjectNode request, Set<String> gone, List<String> removed) {
        String name = MessageFacts.text(request.path("tool_choice"), "name");
        if (name != null && gone.contains(name)) {
            request.remove("tool_choice");
            removed.add("tool_choice " + name);
        }
    }

    /** Files for a container that is not there any more. */
    private static void removeUploads(ObjectNode request, List<String> removed) {
        JsonNode messages = request.path("messages");
        for (int i = 0; messages.isArray() && i < messages.size(); i++) {
            JsonNode content = messages.get(i).path("content");
            for (int block = content.size() - 1; content.isArray() && block >= 0; block--) {
                if (isUpload(content.get(block))) {
                    ((ArrayNode) content).remove(block);
                    removed.add("messages[" + i + "].content[" + block + "] container_upload");
                }
            }
        }
    }
}
