package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.model.Prompt.Tool;
import dev.understudy.sandbox.model.Prompt.ToolUse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The {@code tools} and {@code tool_choice} of a request. */
final class Tooling {
    private static final int MOST_TOOLS = 128;

    private Tooling() {}

    static List<Tool> tools(Fields fields) {
        JsonNode declared = fields.get("tools");
        if (!fields.has("tools")) {
            return List.of();
        }
        if (!declared.isArray()) {
            throw Fields.wrongType("tools", "an array of objects", declared);
        }
        if (declared.size() > MOST_TOOLS) {
            throw Rejected.badRequest(
                    "tools",
                    "array_above_max_length",
                    "Invalid 'tools': array too long. Expected an array with maximum length 128, but got an array with length "
                            + declared.size() + " instead.");
        }
        List<Tool> tools = new ArrayList<>();
        for (int i = 0; i < declared.size(); i++) {
            tools.add(tool(declared.get(i), "tools[" + i + "]"));
        }
        return tools;
    }

    private static Tool tool(JsonNode declared, String at) {
        JsonNode function = declared.path("function");
        if (!declared.path("type").asString("").equals("function") || !function.isObject()) {
            throw Rejected.badRequest(
                    at + ".type",
                    "invalid_value",
                    "Invalid value: '" + declared.path("type").asString("")
                            + "'. Supported values are: 'function' and 'custom'.");
        }
        String name = function.path("name").asString("");
        if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
            throw Rejected.badRequest(
                    at + ".function.name",
                    "invalid_value",
                    "Invalid '" + at
                            + ".function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.");
        }
        return new Tool(name, function.path("description").asString(""), function.path("parameters"));
    }

    static ToolUse use(Fields fields) {
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
            return named(fields, choice.path("function").path("name").asString(""));
        }
        return switch (choice.asString("")) {
            case "auto" -> new ToolUse.Auto();
            case "none" -> new ToolUse.Never();
            case "required" -> new ToolUse.Required();
            default ->
                throw Rejected.badRequest(
                        "tool_choice",
                        "invalid_value",
                        "Invalid value: '" + choice.asString("")
                                + "'. Supported values are: 'none', 'auto', and 'required'.");
        };
    }

    private static ToolUse named(Fields fields, String name) {
        for (JsonNode tool : fields.get("tools")) {
            if (tool.path("function").path("name").asString("").equals(name)) {
                return new ToolUse.Named(name);
            }
        }
        throw Rejected.badRequest("tool_choice", null, "Tool choice '" + name + "' not found in 'tools' parameter.");
    }
}
