package dev.understudy.sandbox.openai;

import static dev.understudy.sandbox.openai.OpenAiNames.WORDING;

import dev.understudy.sandbox.model.Prompt.Tool;
import dev.understudy.sandbox.model.Prompt.ToolUse;
import dev.understudy.sandbox.provider.Fields;
import dev.understudy.sandbox.provider.Rejected;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The {@code tools} and {@code tool_choice} of a request.
 *
 * @param nested the field of a tool that describes the function; empty where that stands beside the type
 */
record Tooling(String nested) {
    static final Tooling CHAT = new Tooling("function");
    static final Tooling RESPONSES = new Tooling("");

    private static final int MOST_TOOLS = 128;

    List<Tool> tools(Fields fields) {
        JsonNode declared = fields.array("tools");
        if (declared.size() > MOST_TOOLS) {
            throw WORDING.arrayTooLong("tools", MOST_TOOLS, declared.size());
        }
        List<Tool> tools = new ArrayList<>();
        for (int i = 0; i < declared.size(); i++) {
            tools.add(tool(declared.get(i), "tools[" + i + "]"));
        }
        return tools;
    }

    private Tool tool(JsonNode declared, String at) {
        JsonNode function = described(declared);
        if (!declared.path("type").asString("").equals("function") || !function.isObject()) {
            throw WORDING.notOneOf(at + ".type", declared.path("type").asString(""), "'function' and 'custom'");
        }
        String name = function.path("name").asString("");
        if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
            String field = nested.isEmpty() ? at + ".name" : at + "." + nested + ".name";
            throw Rejected.badRequest(
                    field,
                    "invalid_value",
                    "Invalid '" + field
                            + "': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.");
        }
        return new Tool(name, function.path("description").asString(""), function.path("parameters"));
    }

    private JsonNode described(JsonNode declared) {
        return nested.isEmpty() ? declared : declared.path(nested);
    }

    ToolUse use(Fields fields) {
        JsonNode choice = fields.get("tool_choice");
        if (!fields.has("tool_choice")) {
            return new ToolUse.Auto();
        }
        if (!fields.has("tools")) {
            throw Rejected.badRequest(
                    "tool_choice",
                    null,
                    "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.");
        }
        if (choice.isObject()) {
            return named(fields, described(choice).path("name").asString(""));
        }
        return switch (choice.asString("")) {
            case "auto" -> new ToolUse.Auto();
            case "none" -> new ToolUse.Never();
            case "required" -> new ToolUse.Required();
            default -> throw WORDING.notOneOf("tool_choice", choice.asString(""), "'none', 'auto', and 'required'");
        };
    }

    private ToolUse named(Fields fields, String name) {
        for (JsonNode tool : fields.get("tools")) {
            if (described(tool).path("name").asString("").equals(name)) {
                return new ToolUse.Named(name);
            }
        }
        throw Rejected.badRequest("tool_choice", null, "Tool choice '" + name + "' not found in 'tools' parameter.");
    }
}
