package dev.understudy.dialect.cohere;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import dev.understudy.dialect.wire.RequestPieces;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tools of a request. Whether arguments keep to their schemas is said once for all of them, in {@code strict_tools};
 * there is a choice of any or none, but no way to name one.
 */
record CohereTools(List<Tool> tools) {
    private static final String STRICT = "strict_tools";

    static CohereTools read(Fields fields) {
        ArrayNode declared = fields.array("tools");
        boolean strict = declared != null && allFunctions(declared) && takeTrue(fields, STRICT);
        List<Tool> tools = new ArrayList<>();
        if (declared != null) {
            declared.forEach(tool -> tools.add(RequestPieces.tool(tool, strict ? Boolean.TRUE : null)));
        }
        return new CohereTools(tools);
    }

    /** Takes it only when it is true: false is left as it is. */
    private static boolean takeTrue(Fields fields, String name) {
        JsonNode value = fields.peek(name);
        boolean isTrue = value != null && value.isBoolean() && value.booleanValue();
        return isTrue && fields.bool(name) != null;
    }

    private static boolean allFunctions(ArrayNode declared) {
        return declared.valueStream().allMatch(tool -> RequestPieces.tool(tool, null) instanceof Tool.Function);
    }

    static void write(GenerationRequest request, ObjectNode body, boolean same, Losses losses) {
        ArrayNode array = Json.newObject().putArray("tools");
        for (int i = 0; i < request.tools().size(); i++) {
            Tool tool = request.tools().get(i);
            if (tool instanceof Tool.Function function) {
                if (isAllowed(request.toolChoice(), function.name())) {
                    array.add(function(function, "tools[" + i + "]", same, request.dialect(), losses));
                }
            } else if (tool instanceof Tool.Provider provider && same) {
                array.add(provider.value());
            } else {
                losses.dropped("tools[" + i + "]", "only " + request.dialect() + " has it");
            }
        }
        if (!array.isEmpty()) {
            body.set("tools", array);
            strict(request, body, losses);
        }
        choice(request.toolChoice(), body, !array.isEmpty(), same, losses);
    }

    /** Cohere cannot name a tool: those that are not meant are not told. */
    private static boolean isAllowed(@Nullable ToolChoice choice, String name) {
        if (choice instanceof ToolChoice.Named named) {
            return named.name().equals(name);
        }
        return !(choice instanceof ToolChoice.Allowed allowed)
                || allowed.names().contains(name);
    }

    private static ObjectNode function(Tool.Function function, String at, boolean same, String source, Losses losses) {
        ObjectNode tool = Json.newObject().put("type", "function");
        ObjectNode inner = tool.putObject("function").put("name", function.name());
        if (function.description() != null) {
            inner.put("description", function.description());
        }
        if (function.parameters() != null) {
            inner.set("parameters", function.parameters());
        } else if (!same) {
            inner.putObject("parameters").put("type", "object").putObject("properties"); // insisted on
        }
        if (same) {
            Fields.putBack(tool, function.extras());
        } else {
            losses.extras(at, function.extras(), source);
        }
        return tool;
    }

    private static void strict(GenerationRequest request, ObjectNode body, Losses losses) {
        boolean all = request.tools().stream().allMatch(CohereTools::isStrict);
        if (all) {
            body.put(STRICT, true);
            return;
        }
        for (int i = 0; i < request.tools().size(); i++) {
            if (isStrict(request.tools().get(i))) {
                losses.dropped("tools[" + i + "].strict", "Cohere keeps to the schemas of all tools or of none");
            }
        }
    }

    private static boolean isStrict(Tool tool) {
        return tool instanceof Tool.Function function && Boolean.TRUE.equals(function.strict());
    }

    private static void choice(@Nullable ToolChoice choice, ObjectNode body, boolean any, boolean same, Losses losses) {
        boolean must = choice instanceof ToolChoice.Required
                || choice instanceof ToolChoice.Named
                || (choice instanceof ToolChoice.Allowed allowed && allowed.required());
        if (!any && !same) {
            if (must) {
                losses.dropped("tool_choice", "no tool is left to choose");
            }
            return;
        }
        if (choice instanceof ToolChoice.Named || choice instanceof ToolChoice.Allowed) {
            losses.approximated("tool_choice", "the other tools are left out");
            losses.approximated("tools", "only those that may be chosen");
        } else if (choice instanceof ToolChoice.Opaque) {
            losses.dropped("tool_choice", "Cohere has no such choice");
        }
        if (must) {
            body.put("tool_choice", "REQUIRED");
        } else if (choice instanceof ToolChoice.None) {
            body.put("tool_choice", "NONE");
        }
    }
}
