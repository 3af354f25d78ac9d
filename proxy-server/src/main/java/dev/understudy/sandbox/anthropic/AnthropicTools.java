package dev.understudy.sandbox.anthropic;

import static dev.understudy.sandbox.anthropic.MessagesReader.WORDING;

import dev.understudy.sandbox.model.Prompt.Tool;
import dev.understudy.sandbox.model.Prompt.ToolUse;
import dev.understudy.sandbox.provider.Fields;
import dev.understudy.sandbox.provider.Rejected;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The {@code tools} and {@code tool_choice} of a request (docs.anthropic.com/en/docs/agents-and-tools/tool-use). */
record AnthropicTools(List<Tool> tools, ToolUse use, boolean parallel) {
    AnthropicTools {
        tools = List.copyOf(tools);
    }

    static AnthropicTools read(Fields fields) {
        List<Tool> tools = new ArrayList<>();
        JsonNode declared = fields.array("tools");
        for (int i = 0; i < declared.size(); i++) {
            // Those with another type run at the provider; nobody does that here.
            if (declared.get(i).path("type").asString("custom").equals("custom")) {
                tools.add(tool(declared.get(i), "tools." + i + ".custom."));
            }
        }
        Fields choice = fields.within("tool_choice");
        boolean parallel = !choice.flag("disable_parallel_tool_use", false);
        return new AnthropicTools(tools, fields.has("tool_choice") ? use(choice, tools) : new ToolUse.Auto(), parallel);
    }

    private static Tool tool(JsonNode declared, String at) {
        if (!declared.path("name").isString()) {
            throw WORDING.missing(at + "name");
        }
        String name = declared.path("name").stringValue();
        if (!name.matches("[a-zA-Z0-9_-]{1,128}")) {
            throw WORDING.wrong(at + "name", "String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
        }
        if (!declared.path("input_schema").isObject()) {
            throw WORDING.missing(at + "input_schema");
        }
        if (!declared.path("input_schema").path("type").asString("").equals("object")) {
            throw WORDING.wrong(at + "input_schema.type", "Input should be 'object'");
        }
        return new Tool(name, declared.path("description").asString(""), declared.path("input_schema"));
    }

    private static ToolUse use(Fields choice, List<Tool> tools) {
        if (tools.isEmpty()) {
            throw Rejected.badRequest("tool_choice may only be specified while providing tools.");
        }
        String type = choice.requiredText("type");
        return switch (type) {
            case "auto" -> new ToolUse.Auto();
            case "none" -> new ToolUse.Never();
            case "any" -> new ToolUse.Required();
            case "tool" -> named(choice.requiredText("name"), tools);
            default ->
                throw WORDING.wrong(
                        "tool_choice",
                        "Input tag '" + type
                                + "' found using 'type' does not match any of the expected tags: 'auto', 'any', 'tool', 'none'");
        };
    }

    private static ToolUse named(String name, List<Tool> tools) {
        if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
            throw Rejected.badRequest("Tool '" + name + "' not found in provided tools");
        }
        return new ToolUse.Named(name);
    }
}
