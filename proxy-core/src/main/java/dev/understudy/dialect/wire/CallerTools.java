package dev.understudy.dialect.wire;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps, of {@code tools}, those of type {@code function}: only the caller runs these. Works in place. */
public final class CallerTools {
    private CallerTools() {}

    /**
     * Returns how many were removed.
     *
     * @param choices fields that are refused where there are no tools
     * @param removed takes what was removed: {@code tools[1] web_search}
     */
    public static int keep(ObjectNode request, List<String> choices, List<String> removed) {
        if (!(request.get("tools") instanceof ArrayNode tools)) {
            return 0;
        }
        ArrayNode kept = tools.arrayNode();
        for (int i = 0; i < tools.size(); i++) {
            JsonNode tool = tools.get(i);
            JsonNode type = tool.path("type");
            if (type.isMissingNode() ? tool.has("function") : type.asString("").equals("function")) {
                kept.add(tool);
            } else {
                removed.add("tools[" + i + "] " + type.asString("without a type"));
            }
        }
        int gone = tools.size() - kept.size();
        if (gone == 0) {
            return 0;
        }
        if (kept.isEmpty()) {
            request.remove("tools");
            request.remove(choices);
        } else {
            request.set("tools", kept);
        }
        return gone;
    }
}
