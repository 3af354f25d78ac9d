package dev.understudy.dialect.openai;

import dev.understudy.dialect.Dialect.Containment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes side effects out of a chat request: nothing is kept by the provider, nothing runs there but the model. Tools that
 * the caller runs stay, since the model can only ask for those.
 */
final class ChatContainment {
    private static final List<String> STATE_FIELDS = List.of("previous_response_id", "conversation", "cached_content");

    /**
     * Fields that make a provider search, fetch or execute: OpenAI web_search_options; Azure data_sources; OpenRouter
     * plugins; xAI search_parameters; Groq search_settings, compound_custom; Alibaba enable_search, search_options;
     * hosted MCP.
     */
    private static final List<String> SERVER_SIDE_FIELDS = List.of(
            "web_search_options",
            "data_sources",
            "plugins",
            "search_parameters",
            "search_settings",
            "compound_custom",
            "enable_search",
            "search_options",
            "mcp_servers",
            "connectors");

    /** Tools that only the caller can run. */
    private static final Set<String> CALLER_TOOLS = Set.of("function", "custom");

    private ChatContainment() {}

    static Containment contain(ObjectNode request, boolean sameOrigin) {
        String state = sameOrigin ? null : providerState(request);
        if (state != null) {
            return new Containment.NeedsProviderState(state);
        }
        List<String> removed = new ArrayList<>();
        JsonNode store = request.get("store");
        if (store != null && !(store.isBoolean() && !store.booleanValue())) {
            removed.add("store");
        }
        request.put("store", false);
        if (request.remove("background") != null) {
            removed.add("background");
        }
        int serverTools = removeServerFields(request, removed) + removeServerTools(request, removed);
        return new Containment.Contained(List.copyOf(removed), serverTools);
    }

    /** Returns how many of them would have made the provider do something. */
    private static int removeServerFields(ObjectNode request, List<String> removed) {
        int active = 0;
        for (String field : SERVER_SIDE_FIELDS) {
            JsonNode value = request.remove(field);
            if (value != null) {
                removed.add(field);
                active += isOff(value) ? 0 : 1;
            }
        }
        return active;
    }

    private static boolean isOff(JsonNode value) {
        return value.isNull() || value.isBoolean() && !value.booleanValue() || value.isArray() && value.isEmpty();
    }

    private static @Nullable String providerState(ObjectNode request) {
        for (String field : STATE_FIELDS) {
            JsonNode value = request.get(field);
            if (value != null && !value.isNull()) {
                return field;
            }
        }
        JsonNode messages = request.get("messages");
        for (int i = 0; messages != null && i < messages.size(); i++) {
            String state = messageState(messages.path(i));
            if (state != null) {
                return "messages[" + i + "]." + state;
            }
        }
        return null;
    }

    /** A message can point at an earlier sound answer or at an uploaded file: both lie with live's provider only. */
    private static @Nullable String messageState(JsonNode message) {
        if (message.path("audio").has("id")) {
            return "audio.id";
        }
        JsonNode content = message.path("content");
        for (int i = 0; content.isArray() && i < content.size(); i++) {
            if (content.path(i).path("file").has("file_id")) {
                return "content[" + i + "].file.file_id";
            }
        }
        return null;
    }

    /** Returns how many there were. */
    private static int removeServerTools(ObjectNode request, List<String> removed) {
        if (!(request.get("tools") instanceof ArrayNode tools)) {
            return 0;
        }
        ArrayNode kept = tools.arrayNode();
        for (int i = 0; i < tools.size(); i++) {
            JsonNode tool = tools.get(i);
            if (runsAtTheCaller(tool)) {
                kept.add(tool);
            } else {
                removed.add("tools[" + i + "] " + kind(tool));
            }
        }
        int gone = tools.size() - kept.size();
        if (gone == 0) {
            return 0;
        }
        if (kept.isEmpty()) {
            // An empty array and a choice without tools are both refused by providers.
            request.remove(List.of("tools", "tool_choice", "parallel_tool_calls"));
        } else {
            request.set("tools", kept);
            loosenToolChoice(request, removed);
        }
        return gone;
    }

    /** A function without a type is still a function: Mistral takes both. */
    private static boolean runsAtTheCaller(JsonNode tool) {
        String type = ChatFacts.text(tool, "type");
        return type == null ? tool.has("function") : CALLER_TOOLS.contains(type);
    }

    private static String kind(JsonNode tool) {
        String type = ChatFacts.text(tool, "type");
        return type == null ? "without a type" : type;
    }

    /** A choice that names a tool which is gone would be refused. */
    private static void loosenToolChoice(ObjectNode request, List<String> removed) {
        if (request.get("tool_choice") instanceof ObjectNode choice
                && !runsAtTheCaller(choice)
                && !"allowed_tools".equals(ChatFacts.text(choice, "type"))) {
            request.remove("tool_choice");
            removed.add("tool_choice " + kind(choice));
        }
    }
}
