package dev.understudy.dialect.anthropic;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.dialect.claude.ClaudeSchema;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tools of a request. Those that are no functions are known to this dialect only. */
final class MessageTools {
    private MessageTools() {}

    static List<Tool> read(Fields fields) {
        List<Tool> tools = new ArrayList<>();
        ArrayNode array = fields.array("tools");
        if (array != null) {
            array.forEach(tool -> tools.add(tool(tool)));
        }
        return tools;
    }

    private static Tool tool(JsonNode node) {
        Fields fields = node instanceof ObjectNode object ? new Fields(object) : Fields.none();
        String type = MessageFacts.text(node, "type");
        boolean function = fields.peek("type") == null || fields.takeText("type", "custom");
        String name = function ? fields.text("name") : null;
        if (name == null) {
            return new Tool.Provider(type == null ? "" : type, node);
        }
        if (type != null) {
            fields.spell("type", type);
        }
        String description = fields.text("description");
        ObjectNode parameters = fields.object("input_schema");
        return new Tool.Function(name, description, parameters, fields.bool("strict"), fields.rest());
    }

    /** Returns whether any tool is left. */
    static boolean write(GenerationRequest request, ObjectNode body, MessageExtras extras, Losses losses) {
        ArrayNode array = Json.newObject().putArray("tools");
        for (int i = 0; i < request.tools().size(); i++) {
            String at = "tools[" + i + "]";
            Tool tool = request.tools().get(i);
            if (tool instanceof Tool.Function function) {
                if (isAllowed(request.toolChoice(), function.name())) {
                    array.add(function(function, at, extras, losses));
                }
            } else if (tool instanceof Tool.Provider provider && extras.same()) {
                array.add(provider.value());
            } else {
                losses.dropped(at, "only " + request.dialect() + " has it");
            }
        }
        if (!array.isEmpty()) {
            body.set("tools", array);
        }
        return !array.isEmpty();
    }

    /** Anthropic cannot rule out a tool that it was told of: those that are not allowed are not told. */
    private static boolean isAllowed(@Nullable ToolChoice choice, String name) {
        return !(choice instanceof ToolChoice.Allowed allowed)
                || allowed.names().contains(name);
    }

    private static ObjectNode function(Tool.Function function, String at, MessageExtras extras, Losses losses) {
        ObjectNode tool = Json.newObject();
        String type = function.extras().spelled("type");
        if (extras.same() && type != null) {
            tool.put("type", type);
        }
        tool.put("name", function.name());
        if (function.description() != null) {
            tool.put("description", function.description());
        }
        if (function.parameters() != null) {
            tool.set(
                    "input_schema",
                    extras.same() ? function.parameters() : fitted(function, function.parameters(), at, losses));
        } else if (!extras.same()) {
            tool.putObject("input_schema").put("type", "object").putObject("properties");
        }
        if (function.strict() != null) {
            tool.put("strict", function.strict());
        }
        extras.put(tool, function.extras(), at);
        return tool;
    }

    private static JsonNode fitted(Tool.Function function, JsonNode parameters, String at, Losses losses) {
        ClaudeSchema flavour = new ClaudeSchema(Boolean.TRUE.equals(function.strict()));
        JsonNode fitted = flavour.fitted(parameters);
        if (flavour.loosened()) {
            losses.approximated(at + ".parameters", ClaudeSchema.WHY);
        }
        if (fitted instanceof ObjectNode object && !object.has("type")) {
            object.put("type", "object"); // insisted on
        }
        return fitted;
    }
}
