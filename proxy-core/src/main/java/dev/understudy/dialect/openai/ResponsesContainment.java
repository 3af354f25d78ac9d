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
 * Takes side effects out of a request to Responses: nothing is kept by the provider, and of its tools only those stay that
 * the caller runs, or that do nothing but choose among the request's own.
 */
final class ResponsesContainment {
    private static final List<String> STATE_FIELDS = List.of("previous_response_id", "conversation", "prompt");

    private static final Set<String> CALLER_TOOLS =
            Set.of("function", "custom", "local_shell", "apply_patch", "tool_search", "namespace", "computer");

    /** The computer is the caller's, as its shell is; this name may have a date behind it. */
    private static final String CALLERS_COMPUTER = "computer_use_preview";

    /** Values of include that only make sense beside a tool of the provider's. */
    private static final List<String> SERVER_TOOL_OUTPUTS =
            List.of("web_search_call.", "file_search_call.", "code_interpreter_call.", "mcp_call.");

    /** An approval makes the provider call somebody's MCP server. */
    private static final Set<String> APPROVALS = Set.of("mcp_approval_request", "mcp_approval_response");

    private ResponsesContainment() {}

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
        JsonNode background = request.remove("background");
        if (background != null && !background.isNull()) {
            removed.add("background");
        }
        removeInput(request, sameOrigin, removed);
        removeIncludes(request, removed);
        int serverTools = removeServerTools(request, removed);
        return new Containment.Contained(List.copyOf(removed), serverTools);
    }

    private static @Nullable String providerState(ObjectNode request) {
        for (String field : STATE_FIELDS) {
            JsonNode value = request.get(field);
            if (value != null && !value.isNull()) {
                return field;
            }
        }
        JsonNode input = request.get("input");
        for (int i = 0; input != null && input.isArray() && i < input.size(); i++) {
            String state = itemState(input.get(i));
            if (state != null) {
                return "input[" + i + "]" + state;
            }
        }
        return null;
    }

    /** What an item points at by an id, or holds in a form that only the provider which made it can read. */
    private static @Nullable String itemState(JsonNode item) {
        String type = ChatFacts.text(item, "type");
        if ("item_reference".equals(type) || "compaction".equals(type)) {
            return " " + type;
        }
        if ("image_generation_call".equals(type) && ChatFacts.text(item, "result") == null) {
            return " " + type;
        }
        String file = fileState(item.path("content"), ".content");
        return file != null ? file : fileState(item.path("output"), ".output");
    }

    private static @Nullable String fileState(JsonNode parts, String at) {
        for (int i = 0; parts.isArray() && i < parts.size(); i++) {
            if (parts.get(i).hasNonNull("file_id")) {
                return at + "[" + i + "].file_id";
            }
        }
        return null;
    }

    private static void removeInput(ObjectNode request, boolean sameOrigin, List<String> removed) {
        if (!(request.get("input") instanceof ArrayNode input)) {
            return;
        }
        ArrayNode kept = input.arrayNode();
        for (int i = 0; i < input.size(); i++) {
            String type = ChatFacts.text(input.get(i), "type");
            boolean reasoning = "reasoning".equals(type) && !sameOrigin;
            if ((type != null && APPROVALS.contains(type)) || (reasoning && !readableElsewhere(input.get(i)))) {
                removed.add("input[" + i + "] " + type);
            } else {
                kept.add(input.get(i));
            }
        }
        if (kept.size() < input.size()) {
            request.set("input", kept);
        }
    }

    /** Encrypted reasoning opens for the account that it was made for; its id is known where it was stored. */
    private static boolean readableElsewhere(JsonNode reasoning) {
        if (reasoning instanceof ObjectNode object && object.path("content").size() > 0) {
            object.remove("encrypted_content");
            return true;
        }
        return false;
    }

    private static void removeIncludes(ObjectNode request, List<String> removed) {
        if (!(request.get("include") instanceof ArrayNode include)) {
            return;
        }
        for (int i = include.size() - 1; i >= 0; i--) {
            String value = include.get(i).asString("");
            if (SERVER_TOOL_OUTPUTS.stream().anyMatch(value::startsWith)) {
                include.remove(i);
                removed.add("include " + value);
            }
        }
    }

    /** Returns how many there were. */
    private static int removeServerTools(ObjectNode request, List<String> removed) {
        if (!(request.get("tools") instanceof ArrayNode tools)) {
            return 0;
        }
        ArrayNode kept = withoutServerTools(tools, "tools", removed);
        int gone = tools.size() - kept.size();
        if (gone == 0) {
            return 0;
        }
        if (kept.isEmpty()) {
            request.remove(List.of("tools", "tool_choice", "parallel_tool_calls"));
        } else {
            request.set("tools", kept);
            loosenToolChoice(request, removed);
        }
        return gone;
    }

    private static ArrayNode withoutServerTools(ArrayNode tools, String at, List<String> removed) {
        ArrayNode kept = tools.arrayNode();
        for (int i = 0; i < tools.size(); i++) {
            if (runsAtTheCaller(tools.get(i))) {
                kept.add(tools.get(i));
            } else {
                removed.add(at + "[" + i + "] " + kind(tools.get(i)));
            }
        }
        return kept;
    }

    /** A shell is the caller's only where it says so; else it is a container of the provider's. */
    private static boolean runsAtTheCaller(JsonNode tool) {
        String type = kind(tool);
        boolean localShell = type.equals("shell") && "local".equals(ChatFacts.text(tool.path("environment"), "type"));
        return localShell || CALLER_TOOLS.contains(type) || type.startsWith(CALLERS_COMPUTER);
    }

    private static String kind(JsonNode tool) {
        String type = ChatFacts.text(tool, "type");
        return type == null ? "without a type" : type;
    }

    /** A choice that names a tool which is gone would be refused. */
    private static void loosenToolChoice(ObjectNode request, List<String> removed) {
        if (!(request.get("tool_choice") instanceof ObjectNode choice)) {
            return;
        }
        boolean allowed = "allowed_tools".equals(ChatFacts.text(choice, "type"));
        if (allowed && choice.get("tools") instanceof ArrayNode tools) {
            ArrayNode kept = withoutServerTools(tools, "tool_choice.tools", removed);
            choice.set("tools", kept);
            if (!kept.isEmpty()) {
                return;
            }
        } else if (runsAtTheCaller(choice)) {
            return;
        }
        request.remove("tool_choice");
        removed.add("tool_choice " + kind(choice));
    }
}
