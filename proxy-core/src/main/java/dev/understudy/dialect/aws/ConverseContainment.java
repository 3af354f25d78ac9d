package dev.understudy.dialect.aws;

import dev.understudy.dialect.Dialect.Containment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes side effects out of a converse request. Tools that the caller describes stay; those that Bedrock runs itself go.
 * Guardrails, stored prompts and objects in S3 belong to live's account.
 */
final class ConverseContainment {
    /** Anthropic's tools that only the caller can run, as they stand among the model's own fields. */
    private static final List<String> CALLER_KINDS = List.of("bash_", "text_editor_", "computer_", "memory_", "custom");

    private ConverseContainment() {}

    static Containment contain(ObjectNode request, boolean sameOrigin) {
        String state = sameOrigin ? null : providerState(request);
        if (state != null) {
            return new Containment.NeedsProviderState(state);
        }
        List<String> removed = new ArrayList<>();
        if (request.get("additionalModelRequestFields") instanceof ObjectNode fields) {
            removeModelTools(fields, removed);
        }
        int serverTools = removed.size();
        if (request.get("toolConfig") instanceof ObjectNode config) {
            serverTools += removeServerTools(request, config, removed);
        }
        return new Containment.Contained(List.copyOf(removed), serverTools);
    }

    private static @Nullable String providerState(ObjectNode request) {
        for (String field : List.of("guardrailConfig", "promptVariables")) {
            if (request.path(field).isObject()) {
                return field;
            }
        }
        JsonNode messages = request.path("messages");
        for (int i = 0; messages.isArray() && i < messages.size(); i++) {
            String place = stored(messages.get(i).path("content"));
            if (place != null) {
                return "messages[" + i + "]." + place;
            }
        }
        return null;
    }

    /** Of one content's blocks, those inside a tool's result too. */
    private static @Nullable String stored(JsonNode content) {
        for (int i = 0; content.isArray() && i < content.size(); i++) {
            for (var field : content.get(i).properties()) {
                if (field.getValue().path("source").has("s3Location")) {
                    return "content[" + i + "]." + field.getKey() + ".source.s3Location";
                }
                String inside = field.getKey().equals("toolResult")
                        ? stored(field.getValue().path("content"))
                        : null;
                if (inside != null) {
                    return "content[" + i + "].toolResult." + inside;
                }
            }
        }
        return null;
    }

    /** Returns how many there were. */
    private static int removeServerTools(ObjectNode request, ObjectNode config, List<String> removed) {
        if (!(config.get("tools") instanceof ArrayNode tools)) {
            return 0;
        }
        ArrayNode kept = tools.arrayNode();
        boolean any = false;
        for (int i = 0; i < tools.size(); i++) {
            JsonNode tool = tools.get(i);
            if (tool.has("toolSpec") || tool.has("cachePoint")) {
                kept.add(tool);
                any |= tool.has("toolSpec");
            } else {
                removed.add("toolConfig.tools[" + i + "]" + named(tool));
            }
        }
        int gone = tools.size() - kept.size();
        if (gone == 0) {
            return 0;
        }
        if (!any) {
            request.remove("toolConfig"); // refused without a tool
            return gone;
        }
        config.set("tools", kept);
        String chosen = config.path("toolChoice").path("tool").path("name").asString("");
        boolean stays = kept.valueStream()
                .anyMatch(
                        tool -> tool.path("toolSpec").path("name").asString("").equals(chosen));
        if (!chosen.isEmpty() && !stays) {
            config.remove("toolChoice");
            removed.add("toolConfig.toolChoice " + chosen);
        }
        return gone;
    }

    private static String named(JsonNode tool) {
        String name = tool.path("systemTool").path("name").asString("");
        return name.isEmpty() ? "" : " " + name;
    }

    private static void removeModelTools(ObjectNode fields, List<String> removed) {
        JsonNode tools = fields.path("tools");
        boolean harmless = tools.valueStream().allMatch(tool -> {
            JsonNode type = tool.path("type");
            return tool.isObject() && (type.isMissingNode() || isCallers(type.asString("")));
        });
        if (fields.has("tools") && !(tools.isArray() && harmless)) {
            fields.remove("tools");
            removed.add("additionalModelRequestFields.tools");
        }
        for (String field : List.of("mcp_servers", "container")) {
            if (fields.remove(field) != null) {
                removed.add("additionalModelRequestFields." + field);
            }
        }
    }

    private static boolean isCallers(String type) {
        return CALLER_KINDS.stream().anyMatch(type::startsWith);
    }
}
