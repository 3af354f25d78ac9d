package dev.understudy.dialect.anthropic;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.wire.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the system prompt and the messages. Spelling of a turn: {@code content} is {@code text} for a plain string,
 * {@code place} is {@code message} for a system message inside the conversation, or {@code opaque} for a message that is
 * none.
 */
final class MessageTurnReader {
    private MessageTurnReader() {}

    static void system(Fields fields, List<Turn> turns) {
        JsonNode system = fields.peek("system");
        if (system != null && (system.isString() || (system.isArray() && !system.isEmpty()))) {
            fields.take("system");
            Fields spelling = Fields.none();
            turns.add(new Turn(Role.SYSTEM, content(system, spelling), spelling.rest()));
        }
    }

    static void messages(Fields fields, List<Turn> turns) {
        JsonNode messages = fields.peek("messages");
        if (messages != null && messages.isArray()) {
            fields.take("messages");
            messages.forEach(message -> turns.add(turn(message)));
        }
    }

    private static Turn turn(JsonNode message) {
        Fields fields = message instanceof ObjectNode object ? new Fields(object) : Fields.none();
        Role role = role(fields.text("role"));
        JsonNode content = fields.peek("content");
        if (role == null || content == null || !(content.isString() || content.isArray())) {
            Extras opaque = new Extras(Map.of(), Map.of("place", "opaque"));
            return new Turn(Role.USER, List.of(new Part.Opaque("message", message)), opaque);
        }
        fields.take("content");
        if (role == Role.SYSTEM) {
            fields.spell("place", "message");
        }
        List<Part> parts = content(content, fields);
        return new Turn(role, parts, fields.rest());
    }

    private static @Nullable Role role(@Nullable String role) {
        if (role == null) {
            return null;
        }
        return switch (role) {
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "system" -> Role.SYSTEM;
            default -> null;
        };
    }

    /** Of a string or an array of blocks. */
    static List<Part> content(JsonNode content, Fields spelling) {
        if (content.isString()) {
            spelling.spell("content", "text");
            return List.of(new Part.Text(content.stringValue()));
        }
        List<Part> parts = new ArrayList<>();
        content.forEach(block -> parts.add(MessagePartReader.read(block)));
        return parts;
    }
}
