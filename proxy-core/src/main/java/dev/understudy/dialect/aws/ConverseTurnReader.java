package dev.understudy.dialect.aws;

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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the system prompt and the messages. Spelling: the request's {@code messages} are {@code absent}, or a turn's
 * {@code place} is {@code opaque} for a message that is none.
 */
final class ConverseTurnReader {
    private ConverseTurnReader() {}

    static void system(Fields fields, List<Turn> turns) {
        ArrayNode system = fields.array("system");
        if (system != null) {
            turns.add(new Turn(Role.SYSTEM, parts(system)));
        }
    }

    static void messages(Fields fields, List<Turn> turns) {
        if (fields.peek("messages") instanceof ArrayNode messages) {
            fields.take("messages");
            messages.forEach(message -> turns.add(turn(message)));
        } else {
            fields.spell("messages", "absent");
        }
    }

    private static Turn turn(JsonNode message) {
        Fields fields = message instanceof ObjectNode object ? new Fields(object) : Fields.none();
        Role role = role(fields.text("role"));
        if (role == null || !(fields.peek("content") instanceof ArrayNode content)) {
            Extras opaque = new Extras(Map.of(), Map.of("place", "opaque"));
            return new Turn(Role.USER, List.of(new Part.Opaque("message", message)), opaque);
        }
        fields.take("content");
        return new Turn(role, parts(content), fields.rest());
    }

    private static @Nullable Role role(@Nullable String role) {
        return "user".equals(role) ? Role.USER : "assistant".equals(role) ? Role.ASSISTANT : null;
    }

    private static List<Part> parts(ArrayNode blocks) {
        List<Part> parts = new ArrayList<>();
        blocks.forEach(block -> parts.add(ConversePartReader.read(block)));
        return parts;
    }
}
