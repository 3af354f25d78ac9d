package dev.understudy.dialect.openai;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tools of Responses and the choice among them: as in chat, but one object less deep. */
final class ResponsesTools {
    private static final String FUNCTION = "function";
    private static final String CHOICE = "tool_choice";

    private ResponsesTools() {}

    static List<Tool> read(Fields fields) {
        List<Tool> tools = new ArrayList<>();
        ArrayNode declared = fields.array("tools");
        if (declared != null) {
            declared.forEach(tool -> tools.add(tool(tool)));
        }
        return tools;
    }

    private static Tool tool(JsonNode node) {
        String type = ChatFacts.text(node, "type");
        String name = ChatFacts.text(node, "name");
        if (!(node instanceof ObjectNode object) || !FUNCTION.equals(type) || name == null) {
            return new Tool.Provider(type == null ? "" : type, node);
        }
        Fields fields = new Fields(object);
        fields.take("type");
        fields.take("name");
        String description = fields.text("description");
        ObjectNode parameters = fields.object("parameters");
        Boolean strict = fields.bool("strict");
        return new Tool.Function(name, description, parameters, strict, fields.rest());
    }

    static @Nullable ToolChoice readChoice(Fields fields) {
        JsonNode choice = fields.take(CHOICE);
        if (choice == null || choice.isNull()) {
            return null;
        }
        String type = ChatFacts.text(choice, "type");
        String name = ChatFacts.text(choice, "name");
        boolean custom = CustomTools.KIND.equals(type);
        if (name != null && choice.size() == 2 && (custom || FUNCTION.equals(type))) {
            if (custom) {
                fields.spell(CHOICE, CustomTools.KIND);
            }
            return new ToolChoice.Named(name);
        }
        return switch (choice.asString("")) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            default -> "allowed_tools".equals(type) ? allowed(choice) : new ToolChoice.Opaque(choice);
        };
    }

    private static ToolChoice allowed(JsonNode choice) {
        String mode = ChatFacts.text(choice, "mode");
        boolean required = "required".equals(mode);
        List<String> names = new ArrayList<>();
        for (JsonNode tool : choice.path("tools")) {
            String name = ChatFacts.text(tool, "name");
            if (name == null || tool.size() != 2 || !FUNCTION.equals(ChatFacts.text(tool, "type"))) {
                return new ToolChoice.Opaque(choice);
            }
            names.add(name);
        }
        boolean whole = choice.size() == 3 && choice.path("tools").isArray() && (required || "auto".equals(mode));
        return whole ? new ToolChoice.Allowed(names, required) : new ToolChoice.Opaque(choice);
    }

    /** A choice without tools is refused. */
    static void write(GenerationRequest request, ObjectNode body, boolean same, Losses losses) {
        ArrayNode tools = body.arrayNode();
        for (int i = 0; i < request.tools().size(); i++) {
            JsonNode tool = write(request, i, same, losses);
            if (tool != null) {
                tools.add(tool);
            }
        }
        if (!tools.isEmpty()) {
            body.set("tools", tools);
        }
        ToolChoice choice = request.toolChoice();
        if (!same && tools.isEmpty()) {
            boolean matters =
                    choice != null && !(choice instanceof ToolChoice.Auto || choice instanceof ToolChoice.None);
            if (matters) {
                losses.dropped(CHOICE, "no tool is left to choose");
            }
            return;
        }
        if (choice instanceof ToolChoice.Opaque && !same) {
            losses.dropped(CHOICE, "a choice that only " + request.dialect() + " has");
        } else if (choice != null) {
            body.set(CHOICE, wire(choice, request.extras().isSpelled(CHOICE, CustomTools.KIND)));
        }
        if (request.parallelToolCalls() != null) {
            body.put("parallel_tool_calls", request.parallelToolCalls());
        }
    }

    private static @Nullable JsonNode write(GenerationRequest request, int index, boolean same, Losses losses) {
        String at = "tools[" + index + "]";
        Tool tool = request.tools().get(index);
        if (tool instanceof Tool.Function function) {
            if (!same) {
                losses.extras(at, function.extras(), request.dialect());
            }
            return function(function, same);
        }
        Tool.Provider other = (Tool.Provider) tool;
        JsonNode wire = same ? other.value() : CustomTools.toResponses(request.dialect(), other);
        if (wire == null) {
            losses.dropped(at, "a tool of kind " + other.kind() + " is " + request.dialect() + "'s own");
        }
        return wire;
    }

    private static ObjectNode function(Tool.Function function, boolean same) {
        ObjectNode wire = Json.newObject().put("type", FUNCTION).put("name", function.name());
        if (function.description() != null) {
            wire.put("description", function.description());
        }
        if (function.parameters() != null) {
            wire.set("parameters", function.parameters());
        } else if (!same) {
            wire.putObject("parameters").put("type", "object").putObject("properties");
        }
        if (function.strict() != null) {
            wire.put("strict", function.strict());
        } else if (!same) {
            wire.put("strict", false); // strict unless told otherwise, unlike everywhere else
        }
        if (same) {
            Fields.putBack(wire, function.extras());
        }
        return wire;
    }

    private static JsonNode wire(ToolChoice choice, boolean custom) {
        ObjectNode object = Json.newObject();
        if (choice instanceof ToolChoice.Named named) {
            return object.put("type", custom ? CustomTools.KIND : FUNCTION).put("name", named.name());
        }
        if (choice instanceof ToolChoice.Allowed allowed) {
            ArrayNode tools = object.put("type", "allowed_tools")
                    .put("mode", allowed.required() ? "required" : "auto")
                    .putArray("tools");
            allowed.names()
                    .forEach(name -> tools.addObject().put("type", FUNCTION).put("name", name));
            return object;
        }
        if (choice instanceof ToolChoice.Opaque opaque) {
            return opaque.value();
        }
        boolean auto = choice instanceof ToolChoice.Auto;
        return object.stringNode(auto ? "auto" : choice instanceof ToolChoice.None ? "none" : "required");
    }
}
