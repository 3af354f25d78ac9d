package dev.understudy.dialect.ollama;

import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Part.Media;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.RequestPieces;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads messages: thinking, words, pictures and calls each have a field of their own. */
final class OllamaTurns {
    /** A message as a whole, where its role is none that the canonical model has. */
    static final String MESSAGE = "message";

    private OllamaTurns() {}

    static Turn read(JsonNode node) {
        Turn turn = node instanceof ObjectNode object ? known(new Fields(object)) : null;
        return turn != null ? turn : new Turn(Role.USER, List.of(new Part.Opaque(MESSAGE, node)));
    }

    private static @Nullable Turn known(Fields fields) {
        String role = fields.text("role");
        return switch (role == null ? "" : role) {
            case "system" -> new Turn(Role.SYSTEM, parts(fields), fields.rest());
            case "user" -> new Turn(Role.USER, parts(fields), fields.rest());
            case "assistant" -> new Turn(Role.ASSISTANT, parts(fields), fields.rest());
            case "tool" -> new Turn(Role.USER, List.of(result(fields)));
            default -> null;
        };
    }

    private static List<Part> parts(Fields fields) {
        List<Part> parts = new ArrayList<>();
        String thinking = fields.text("thinking");
        if (thinking != null) {
            parts.add(new Part.Reasoning(thinking, null, Extras.NONE));
        }
        String content = fields.text("content");
        if (content == null) {
            fields.spell("content", "absent");
        } else {
            parts.add(new Part.Text(content));
        }
        ArrayNode images = strings(fields, "images");
        if (images != null) {
            images.forEach(image -> parts.add(new Media(
                    Media.Kind.IMAGE,
                    new Media.Source.Inline(ImageType.of(image.stringValue()), image.stringValue()),
                    null,
                    Extras.NONE)));
        }
        parts.addAll(RequestPieces.toolCalls(fields, OllamaTurns::call));
        return parts;
    }

    private static @Nullable ArrayNode strings(Fields fields, String name) {
        JsonNode values = fields.peek(name);
        if (!(values instanceof ArrayNode) || values.isEmpty()) {
            return null;
        }
        for (JsonNode value : values) {
            if (!value.isString()) {
                return null;
            }
        }
        return fields.array(name);
    }

    private static @Nullable Part call(Fields outer) {
        ObjectNode object = outer.object("function");
        Fields inner = object == null ? null : new Fields(object);
        String name = inner == null ? null : inner.text("name");
        ObjectNode arguments = inner == null ? null : inner.object("arguments");
        if (inner == null || name == null || arguments == null) {
            return null;
        }
        String id = outer.text("id");
        outer.leaveRest("function", inner);
        return new Part.ToolUse(new ToolCall(id, name, arguments.toString()), outer.rest());
    }

    private static Part result(Fields fields) {
        String id = fields.text("tool_call_id");
        String name = fields.text("tool_name");
        String content = fields.text("content");
        if (content == null) {
            fields.spell("content", "absent");
        }
        List<Part> parts = content == null ? List.of() : List.of(new Part.Text(content));
        return new Part.ToolResult(id, name, parts, false, fields.rest());
    }
}
