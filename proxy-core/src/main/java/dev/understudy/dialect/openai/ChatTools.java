package dev.understudy.dialect.openai;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Tool;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tools of a chat request: {@code tools}, and {@code functions} as they were called before. */
final class ChatTools {
    private ChatTools() {}

    static List<Tool> read(Fields fields) {
        List<Tool> tools = new ArrayList<>();
        ArrayNode declared = fields.array("tools");
        if (declared != null) {
            declared.forEach(tool -> tools.add(tool(tool)));
            return tools;
        }
        ArrayNode functions = fields.array("functions");
        if (functions != null) {
            fields.spell("tools", "functions");
            functions.forEach(function -> tools.add(bare(function)));
        }
        return tools;
    }

    private static Tool bare(JsonNode node) {
        Fields fields = node instanceof ObjectNode object ? new Fields(object) : null;
        Tool.Function function = fields == null ? null : function(fields, fields);
        return function != null ? function : new Tool.Provider("function", node);
    }

    private static Tool tool(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return new Tool.Provider("", node);
        }
        Fields outer = new Fields(object);
        // Mistral takes a function without a type.
        String type = outer.has("type") ? outer.text("type") : "function";
        if (!object.has("type")) {
            outer.spell("type", "absent");
        }
        ObjectNode inner = outer.object("function");
        Tool.Function function = !"function".equals(type) || inner == null ? null : function(outer, new Fields(inner));
        return function != null ? function : new Tool.Provider(type == null ? "" : type, node);
    }

    /** @param outer holds what is left of the inner one too */
    private static Tool.@Nullable Function function(Fields outer, Fields inner) {
        String name = inner.text("name");
        if (name == null) {
            return null;
        }
        String description = inner.text("description");
        ObjectNode parameters = inner.object("parameters");
        Boolean strict = inner.bool("strict");
        if (inner != outer) {
            outer.leaveRest("function", inner);
        }
        return new Tool.Function(name, description, parameters, strict, outer.rest());
    }

    /** Returns whether the request has tools now. */
    static boolean write(GenerationRequest request, ObjectNode body, boolean same, Losses losses) {
        ArrayNode written = body.arrayNode();
        boolean bare = same && request.extras().isSpelled("tools", "functions");
        for (int i = 0; i < request.tools().size(); i++) {
            JsonNode tool = write(request, i, same, bare, losses);
            if (tool != null) {
                written.add(tool);
            }
        }
        if (written.isEmpty()) {
            return false;
        }
        body.set(bare ? "functions" : "tools", written);
        return true;
    }

    private static @Nullable JsonNode write(
            GenerationRequest request, int index, boolean same, boolean bare, Losses losses) {
        String at = "tools[" + index + "]";
        if (request.tools().get(index) instanceof Tool.Function function) {
            if (!same) {
                losses.extras(at, function.extras(), request.dialect());
            }
            return function(function, same, bare);
        }
        Tool.Provider other = (Tool.Provider) request.tools().get(index);
        if (same) {
            return other.value();
        }
        JsonNode custom = CustomTools.toChat(request.dialect(), other);
        if (custom == null) {
            losses.dropped(at, "a tool of kind " + other.kind() + " is " + request.dialect() + "'s own");
        }
        return custom;
    }

    private static ObjectNode function(Tool.Function function, boolean same, boolean bare) {
        ObjectNode tool = Json.newObject();
        if (!bare && !(same && function.extras().isSpelled("type", "absent"))) {
            tool.put("type", "function");
        }
        ObjectNode inner = bare ? tool : tool.putObject("function");
        inner.put("name", function.name());
        if (function.description() != null) {
            inner.put("description", function.description());
        }
        if (function.parameters() != null) {
            inner.set("parameters", function.parameters());
        }
        if (function.strict() != null) {
            inner.put("strict", function.strict());
        }
        if (same) {
            Fields.putBack(tool, function.extras());
        }
        return tool;
    }
}
