package dev.understudy.dialect.google;

import dev.understudy.canonical.request.Extras;
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

/** The tools of a request: one object holds all function declarations, and each tool of Google's own is another. */
final class GeminiTools {
    private static final String FUNCTIONS = "functionDeclarations";

    private GeminiTools() {}

    static List<Tool> read(Fields fields) {
        List<Tool> tools = new ArrayList<>();
        JsonNode declared = fields.peek("tools");
        if (declared == null || declared.isEmpty()) {
            return tools;
        }
        fields.take("tools");
        for (JsonNode tool : Spelling.list(declared)) {
            if (tool instanceof ObjectNode object && !object.isEmpty()) {
                Spelling.camelCase(object).forEachEntry((name, value) -> addTools(name, value, tools));
            } else {
                tools.add(new Tool.Provider("", tool));
            }
        }
        return tools;
    }

    private static void addTools(String kind, JsonNode value, List<Tool> tools) {
        if (!kind.equals(FUNCTIONS) || value.isEmpty()) {
            tools.add(new Tool.Provider(kind, Json.newObject().set(kind, value)));
            return;
        }
        for (JsonNode declaration : Spelling.list(value)) {
            Tool function = declaration instanceof ObjectNode object ? function(object) : null;
            ArrayNode alone = Json.newObject().arrayNode().add(declaration);
            tools.add(
                    function != null
                            ? function
                            : new Tool.Provider(kind, Json.newObject().set(kind, alone)));
        }
    }

    private static @Nullable Tool function(ObjectNode declaration) {
        Fields fields = new Fields(Spelling.camelCase(declaration));
        String name = fields.text("name");
        if (name == null) {
            return null;
        }
        String description = fields.text("description");
        JsonNode parameters = fields.object("parametersJsonSchema");
        if (parameters == null) {
            JsonNode older = fields.object("parameters");
            if (older != null) {
                fields.spell("schema", OpenApiSchema.isUpper(older) ? "upper" : "lower");
                parameters = OpenApiSchema.toJsonSchema(older);
            }
        }
        return new Tool.Function(name, description, parameters, null, fields.rest());
    }

    /** Returns whether the request has tools now. */
    static boolean write(GenerationRequest request, ObjectNode body, boolean same, Losses losses) {
        ArrayNode written = body.arrayNode();
        ArrayNode functions = null;
        for (int i = 0; i < request.tools().size(); i++) {
            String at = "tools[" + i + "]";
            if (request.tools().get(i) instanceof Tool.Function function) {
                functions = functions == null ? written.addObject().putArray(FUNCTIONS) : functions;
                functions.add(declaration(function, at, request.dialect(), same, losses));
            } else if (request.tools().get(i) instanceof Tool.Provider other && same) {
                written.add(other.value());
            } else if (request.tools().get(i) instanceof Tool.Provider other) {
                losses.dropped(at, "a tool of kind " + other.kind() + " is " + request.dialect() + "'s own");
            }
        }
        if (!written.isEmpty()) {
            body.set("tools", written);
        }
        return !written.isEmpty();
    }

    private static ObjectNode declaration(
            Tool.Function function, String at, String source, boolean same, Losses losses) {
        ObjectNode declaration = Json.newObject().put("name", function.name());
        if (function.description() != null) {
            declaration.put("description", function.description());
        }
        Extras extras = function.extras();
        if (function.parameters() != null) {
            String older = same ? extras.spelled("schema") : null;
            if (older != null) {
                declaration.set("parameters", OpenApiSchema.toOpenApi(function.parameters(), older.equals("upper")));
            } else {
                declaration.set("parametersJsonSchema", function.parameters());
            }
        }
        if (same) {
            Fields.putBack(declaration, extras);
            return declaration;
        }
        if (function.parameters() != null) {
            OpenApiSchema.losses(at + ".parameters", function.parameters(), losses);
        }
        if (Boolean.TRUE.equals(function.strict())) {
            losses.dropped(at + ".strict", "Gemini does not promise to keep to the schema of arguments");
        }
        losses.extras(at, extras, source);
        return declaration;
    }
}
