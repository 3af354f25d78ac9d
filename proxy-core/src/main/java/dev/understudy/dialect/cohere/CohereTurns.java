package dev.understudy.dialect.cohere;

import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Part.Media;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.wire.DataUrl;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.RequestPieces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads messages. What the model planned before it called tools is reasoning, as its thoughts are. Spelling of a turn or a
 * result: {@code content} is {@code text} for a plain string or {@code absent}; of reasoning, {@code form} is {@code plan}.
 */
final class CohereTurns {
    /** A message as a whole, where its role is none that the canonical model has. */
    static final String MESSAGE = "message";

    static final String PLAN = "plan";

    private CohereTurns() {}

    static Turn read(JsonNode node) {
        Turn turn = node instanceof ObjectNode object ? known(new Fields(object)) : null;
        return turn != null ? turn : new Turn(Role.USER, List.of(new Part.Opaque(MESSAGE, node)));
    }

    private static @Nullable Turn known(Fields fields) {
        String role = fields.text("role");
        return switch (role == null ? "" : role) {
            case "system" -> turn(Role.SYSTEM, fields);
            case "user" -> turn(Role.USER, fields);
            case "assistant" -> assistant(fields);
            case "tool" -> tool(fields);
            default -> null;
        };
    }

    private static Turn turn(Role role, Fields fields) {
        List<Part> parts = content(fields);
        return new Turn(role, parts, fields.rest());
    }

    private static Turn assistant(Fields fields) {
        List<Part> parts = new ArrayList<>();
        String plan = fields.text("tool_plan");
        if (plan != null) {
            parts.add(new Part.Reasoning(plan, null, new Extras(Map.of(), Map.of("form", PLAN))));
        }
        parts.addAll(content(fields));
        parts.addAll(RequestPieces.toolCalls(fields, CohereTurns::call));
        return new Turn(Role.ASSISTANT, parts, fields.rest());
    }

    private static Turn tool(Fields fields) {
        String id = fields.text("tool_call_id");
        List<Part> parts = content(fields);
        return new Turn(Role.USER, List.of(new Part.ToolResult(id, null, parts, false, fields.rest())));
    }

    /** Of a string or an array of parts; anything else stays where it is. */
    private static List<Part> content(Fields fields) {
        JsonNode content = fields.peek("content");
        if (content != null && content.isString()) {
            fields.take("content");
            fields.spell("content", "text");
            return List.of(new Part.Text(content.stringValue()));
        }
        if (!(content instanceof ArrayNode array)) {
            fields.spell("content", "absent");
            return List.of();
        }
        fields.take("content");
        List<Part> parts = new ArrayList<>();
        array.forEach(part -> parts.add(part(part)));
        return parts;
    }

    private static Part part(JsonNode node) {
        String type = node.path("type").asString("");
        Part part = node instanceof ObjectNode object ? known(type, new Fields(object)) : null;
        return part != null ? part : new Part.Opaque(type, node);
    }

    private static @Nullable Part known(String type, Fields fields) {
        fields.take("type");
        switch (type) {
            case "text" -> {
                String text = fields.text("text");
                return text == null ? null : new Part.Text(text, fields.rest());
            }
            case "thinking" -> {
                String text = fields.text("thinking");
                return text == null ? null : new Part.Reasoning(text, null, fields.rest());
            }
            case "image_url" -> {
                return image(fields);
            }
            default -> {
                return null;
            }
        }
    }

    private static @Nullable Part image(Fields fields) {
        ObjectNode object = fields.object("image_url");
        Fields inner = object == null ? Fields.none() : new Fields(object);
        String url = inner.text("url");
        if (url == null) {
            return null;
        }
        fields.leaveRest("image_url", inner);
        return new Media(Media.Kind.IMAGE, DataUrl.source(url), null, fields.rest());
    }

    private static @Nullable Part call(Fields outer) {
        ObjectNode object = outer.takeText("type", "function") ? outer.object("function") : null;
        Fields inner = object == null ? Fields.none() : new Fields(object);
        String name = inner.text("name");
        String arguments = inner.text("arguments");
        if (name == null || arguments == null) {
            return null;
        }
        String id = outer.text("id");
        outer.leaveRest("function", inner);
        return new Part.ToolUse(new ToolCall(id, name, arguments), outer.rest());
    }
}
