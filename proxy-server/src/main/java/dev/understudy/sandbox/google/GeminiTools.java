package dev.understudy.sandbox.google;

import static dev.understudy.sandbox.google.GeminiVoice.WORDING;

import dev.understudy.sandbox.model.Prompt.Tool;
import dev.understudy.sandbox.model.Prompt.ToolUse;
import dev.understudy.sandbox.provider.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The functions of a request, and whether they may be called (ai.google.dev/gemini-api/docs/function-calling). */
record GeminiTools(List<Tool> tools, ToolUse use) {
    GeminiTools {
        tools = List.copyOf(tools);
    }

    static GeminiTools read(JsonNode message) {
        List<Tool> tools = new ArrayList<>();
        JsonNode declared = message.path("tools");
        for (int i = 0; i < declared.size(); i++) {
            JsonNode functions = ProtoJson.message(declared.get(i), Set.of(), "tools[" + i + "]")
                    .path("functionDeclarations");
            for (int j = 0; j < functions.size(); j++) {
                tools.add(tool(functions.get(j), "tools[" + i + "].functionDeclarations[" + j + "]"));
            }
        }
        return new GeminiTools(tools, use(message, tools));
    }

    private static Tool tool(JsonNode declared, String at) {
        JsonNode function = ProtoJson.message(declared, Set.of(), at);
        String name = function.path("name").asString("");
        if (!name.matches("[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}")) {
            throw WORDING.wrong(
                    at + ".name",
                    "Invalid function name. Must start with a letter or an underscore. Must be alphameric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 64.");
        }
        JsonNode parameters = function.has("parametersJsonSchema")
                ? function.get("parametersJsonSchema")
                : OpenApiSchema.toJsonSchema(function.path("parameters"));
        JsonNode usable = parameters.isObject() ? parameters : JsonNodeFactory.instance.objectNode();
        return new Tool(name, function.path("description").asString(""), usable);
    }

    private static ToolUse use(JsonNode message, List<Tool> tools) {
        JsonNode config = ProtoJson.message(message.path("toolConfig"), Set.of(), "toolConfig");
        JsonNode calling =
                ProtoJson.message(config.path("functionCallingConfig"), Set.of(), "toolConfig.functionCallingConfig");
        JsonNode allowed = calling.path("allowedFunctionNames");
        String mode = calling.path("mode").asString("AUTO");
        return switch (mode) {
            case "AUTO", "VALIDATED", "MODE_UNSPECIFIED" -> new ToolUse.Auto();
            case "NONE" -> new ToolUse.Never();
            case "ANY" -> any(allowed, tools);
            default ->
                throw Rejected.badRequest(
                        "Invalid value at 'tool_config.function_calling_config.mode', \"" + mode + "\"");
        };
    }

    private static ToolUse any(JsonNode allowed, List<Tool> tools) {
        for (JsonNode name : allowed) {
            String wanted = name.asString("");
            if (tools.stream().noneMatch(tool -> tool.name().equals(wanted))) {
                throw WORDING.wrong(
                        "toolConfig.functionCallingConfig.allowedFunctionNames",
                        "\"" + wanted + "\" is not in function_declarations.");
            }
        }
        return allowed.size() == 1
                ? new ToolUse.Named(allowed.get(0).asString(""))
                : tools.isEmpty() ? new ToolUse.Auto() : new ToolUse.Required();
    }
}
