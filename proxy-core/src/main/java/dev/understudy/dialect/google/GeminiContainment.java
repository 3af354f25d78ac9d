package dev.understudy.dialect.google;

import dev.understudy.dialect.Dialect.Containment;
import dev.understudy.dialect.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes side effects out of a request: nothing is logged by the provider, nothing runs there but the model. Function
 * declarations stay, since the model can only ask for those.
 */
final class GeminiContainment {
    /**
     * Everything else in a tool runs at Google: searches, maps, fetching, code, retrieval, MCP. A computer is the caller's:
     * what to do with it comes as function calls.
     */
    private static final Set<String> CALLER_TOOLS =
            Set.of("functionDeclarations", "function_declarations", "computerUse", "computer_use");

    /** Parts of the tool configuration that only mean something to tools which Google runs. */
    private static final List<String> SERVER_TOOL_OPTIONS =
            List.of("retrievalConfig", "includeServerSideToolInvocations");

    private GeminiContainment() {}

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
        // AI Studio keeps prompts and answers of projects made since October 2026 unless it is told not to.
        request.put("store", false);
        int before = removed.size();
        removeServerTools(request, removed);
        return new Containment.Contained(List.copyOf(removed), removed.size() - before);
    }

    private static @Nullable String providerState(ObjectNode request) {
        if (Spelling.get(request, "cachedContent") != null) {
            return "cachedContent";
        }
        String system = partsState(Spelling.get(request, "systemInstruction"));
        if (system != null) {
            return "systemInstruction." + system;
        }
        int index = 0;
        for (JsonNode content : Spelling.list(Spelling.get(request, "contents"))) {
            String state = partsState(content);
            if (state != null) {
                return "contents[" + index + "]." + state;
            }
            index++;
        }
        return null;
    }

    private static @Nullable String partsState(@Nullable JsonNode holder) {
        int index = 0;
        for (JsonNode part : Spelling.list(holder == null ? null : Spelling.get(holder, "parts"))) {
            JsonNode file = Spelling.get(part, "fileData");
            if (file != null && isUpload(Spelling.text(file, "fileUri"))) {
                return "parts[" + index + "].fileData.fileUri";
            }
            // A function may answer with files, too.
            String inside = partsState(Spelling.get(part, "functionResponse"));
            if (inside != null) {
                return "parts[" + index + "].functionResponse." + inside;
            }
            index++;
        }
        return null;
    }

    /** An upload to the Files API, or a bucket that live's account may read: not for anybody else. */
    static boolean isUpload(@Nullable String uri) {
        return uri != null
                && (uri.startsWith("gs://")
                        || uri.startsWith("files/")
                        || uri.startsWith("https://generativelanguage.googleapis.com/"));
    }

    private static void removeServerTools(ObjectNode request, List<String> removed) {
        String field = Spelling.nameIn(request, "tools");
        JsonNode tools = request.get(field);
        ArrayNode kept = request.arrayNode();
        int before = removed.size();
        int index = 0;
        for (JsonNode tool : Spelling.list(tools)) {
            ObjectNode rest = callersPart(tool, index++, removed);
            if (!rest.isEmpty()) {
                kept.add(rest);
            }
        }
        if (removed.size() == before) {
            return;
        }
        if (kept.isEmpty()) {
            // A wish to call a function is refused where there is none.
            request.remove(List.of(field, "toolConfig", "tool_config"));
        } else {
            request.set(field, kept);
            loosenToolConfig(request);
        }
    }

    private static ObjectNode callersPart(JsonNode tool, int index, List<String> removed) {
        ObjectNode kept = Json.newObject();
        if (!(tool instanceof ObjectNode object)) {
            removed.add("tools[" + index + "] without a kind");
            return kept;
        }
        object.forEachEntry((name, value) -> {
            if (CALLER_TOOLS.contains(name)) {
                kept.set(name, value);
            } else {
                removed.add("tools[" + index + "] " + Spelling.camel(name));
            }
        });
        return kept;
    }

    private static void loosenToolConfig(ObjectNode request) {
        if (request.get(Spelling.nameIn(request, "toolConfig")) instanceof ObjectNode config) {
            for (String option : SERVER_TOOL_OPTIONS) {
                config.remove(List.of(option, Spelling.snake(option)));
            }
        }
    }
}
