package dev.understudy.dialect.aws;

import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.dialect.wire.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code toolConfig}: the tools, marks for the cache among them, and which of them to ask for. */
record ConverseTools(List<Tool> tools, @Nullable ToolChoice choice) {
    static final String FIELD = "toolConfig";

    static ConverseTools read(Fields fields) {
        Fields inner = ConverseRequestReader.inner(fields, FIELD);
        List<Tool> tools = new ArrayList<>();
        ArrayNode array = inner.array("tools");
        if (array != null) {
            array.forEach(tool -> tools.add(tool(tool)));
        }
        ObjectNode choice = inner.object("toolChoice");
        if (fields.isSpelled(FIELD, ConverseRequestReader.PRESENT)) {
            fields.leaveRest(FIELD, inner);
        }
        return new ConverseTools(tools, choice == null ? null : choice(choice));
    }

    private static Tool tool(JsonNode node) {
        Tool function = node.size() == 1 && node.get("toolSpec") instanceof ObjectNode spec ? function(spec) : null;
        String kind = node.isObject() && !node.isEmpty()
                ? node.propertyNames().iterator().next()
                : "";
        return function != null ? function : new Tool.Provider(kind, node);
    }

    private static @Nullable Tool function(ObjectNode spec) {
        Fields fields = new Fields(spec);
        String name = fields.text("name");
        if (name == null) {
            return null;
        }
        String description = fields.text("description");
        JsonNode schema = fields.peek("inputSchema");
        JsonNode parameters = schema != null && schema.isObject() && schema.size() == 1 ? schema.get("json") : null;
        if (parameters instanceof ObjectNode) {
            fields.take("inputSchema");
        } else {
            parameters = null;
        }
        return new Tool.Function(name, description, parameters, fields.bool("strict"), fields.rest());
    }

    private static ToolChoice choice(ObjectNode object) {
        if (object.size() == 1 && isEmpty(object.get("auto"))) {
            return new ToolChoice.Auto();
        }
        if (object.size() == 1 && isEmpty(object.get("any"))) {
            return new ToolChoice.Required();
        }
        JsonNode tool = object.path("tool");
        boolean named =
                object.size() == 1 && tool.size() == 1 && tool.path("name").isString();
        return named ? new ToolChoice.Named(tool.get("name").stringValue()) : new ToolChoice.Opaque(object);
    }

    private static boolean isEmpty(@Nullable JsonNode node) {
        return node != null && node.isObject() && node.isEmpty();
    }
}
