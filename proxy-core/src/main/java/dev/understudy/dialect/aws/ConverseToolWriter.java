package dev.understudy.dialect.aws;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.dialect.claude.ClaudeSchema;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code toolConfig}. One request, one thread. */
final class ConverseToolWriter {
    private final GenerationRequest request;
    private final boolean same;
    private final boolean claude;
    private final Losses losses;
    private final ArrayNode tools = Json.newObject().putArray("tools");

    /** @param claude whether the model is one of Anthropic's, which alone keep to schemas of arguments */
    ConverseToolWriter(GenerationRequest request, boolean same, boolean claude, Losses losses) {
        this.request = request;
        this.same = same;
        this.claude = claude;
        this.losses = losses;
    }

    /** @param called names of the tools that the conversation calls: Bedrock refuses it without a word about them */
    void write(ObjectNode body, Set<String> called) {
        ToolChoice choice = request.toolChoice();
        if (!same && choice instanceof ToolChoice.None && called.isEmpty()) {
            if (!request.tools().isEmpty()) {
                losses.approximated("tool_choice", "the tools are left out");
            }
            return;
        }
        for (int i = 0; i < request.tools().size(); i++) {
            tool(request.tools().get(i), "tools[" + i + "]");
        }
        if (!same && !called.isEmpty() && !hasTool()) {
            losses.approximated("tools", "Bedrock insists on those that were called: by name, without a schema");
            called.forEach(name -> tools.add(spec(new Tool.Function(name, null, null, null, Extras.NONE), "tools")));
        }
        ObjectNode wire = choice(choice);
        boolean stated = same && request.extras().isSpelled(ConverseTools.FIELD, ConverseRequestReader.PRESENT);
        if (stated || hasTool()) {
            ObjectNode config = body.putObject(ConverseTools.FIELD);
            if (!tools.isEmpty()) {
                config.set("tools", tools);
            }
            if (wire != null) {
                config.set("toolChoice", wire);
            }
        } else if (wire != null && !wire.has("auto")) {
            losses.dropped("tool_choice", "no tool is left to choose");
        }
    }

    private boolean hasTool() {
        return tools.valueStream().anyMatch(tool -> tool.has("toolSpec"));
    }

    private void tool(Tool tool, String at) {
        if (tool instanceof Tool.Function function) {
            boolean allowed = !(request.toolChoice() instanceof ToolChoice.Allowed some)
                    || some.names().contains(function.name());
            if (allowed) {
                tools.add(spec(function, at));
                CachePoint.after(function.extras(), same, tools);
            }
        } else if (tool instanceof Tool.Provider provider && same) {
            tools.add(provider.value());
        } else {
            losses.dropped(at, "only " + request.dialect() + " has it");
        }
    }

    private ObjectNode spec(Tool.Function function, String at) {
        ObjectNode tool = Json.newObject();
        ObjectNode spec = tool.putObject("toolSpec").put("name", function.name());
        if (function.description() != null && (same || !function.description().isBlank())) {
            spec.put("description", function.description());
        }
        JsonNode parameters = function.parameters();
        if (parameters != null) {
            spec.putObject("inputSchema").set("json", same ? parameters : fitted(function, parameters, at));
        } else if (!same) {
            spec.putObject("inputSchema")
                    .putObject("json")
                    .put("type", "object")
                    .putObject("properties");
        }
        if (function.strict() != null && (same || claude)) {
            spec.put("strict", function.strict());
        } else if (Boolean.TRUE.equals(function.strict())) {
            losses.dropped(at + ".strict", "the model does not promise to keep to the schema of arguments");
        }
        if (same) {
            Fields.putBack(spec, function.extras());
        } else {
            losses.extras(at, CachePoint.without(function.extras()), request.dialect());
        }
        return tool;
    }

    private JsonNode fitted(Tool.Function function, JsonNode parameters, String at) {
        ClaudeSchema flavour = new ClaudeSchema(claude && Boolean.TRUE.equals(function.strict()));
        JsonNode fitted = flavour.fitted(parameters);
        if (flavour.loosened()) {
            losses.approximated(at + ".parameters", ClaudeSchema.WHY);
        }
        if (fitted instanceof ObjectNode object && !object.has("type")) {
            object.put("type", "object"); // insisted on
        }
        return fitted;
    }

    private @Nullable ObjectNode choice(@Nullable ToolChoice choice) {
        ObjectNode wire = Json.newObject();
        if (choice instanceof ToolChoice.Auto) {
            wire.putObject("auto");
        } else if (choice instanceof ToolChoice.Required) {
            wire.putObject("any");
        } else if (choice instanceof ToolChoice.Named named) {
            wire.putObject("tool").put("name", named.name());
        } else if (choice instanceof ToolChoice.Allowed allowed) {
            losses.approximated("tool_choice", "the tools that are not allowed are left out");
            wire.putObject(allowed.required() ? "any" : "auto");
        } else if (choice instanceof ToolChoice.Opaque opaque && same) {
            return (ObjectNode) opaque.value().deepCopy();
        } else if (choice != null) {
            losses.dropped("tool_choice", "Bedrock has no such choice");
            return null;
        }
        return wire.isEmpty() ? null : wire;
    }
}
