package dev.understudy.dialect.anthropic;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.wire.AlternatingMessages;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the system prompt and the messages. Of another dialect's turns, the leading ones of the system become the system
 * prompt, neighbours of one role become one message, and results of tools come first in it, as Anthropic insists.
 */
final class MessageTurnWriter {
    private final GenerationRequest request;
    private final MessageExtras extras;
    private final MessagePartWriter parts;
    private final ArrayNode messages = Json.newObject().putArray("messages");
    private final AlternatingMessages alternating = new AlternatingMessages(messages, MessagePartWriter::isToolResult);

    MessageTurnWriter(GenerationRequest request, MessageExtras extras) {
        this.request = request;
        this.extras = extras;
        this.parts = new MessagePartWriter(extras);
    }

    void write(ObjectNode body) {
        JsonNode system = extras.same() ? same() : other();
        if (system != null) {
            body.set("system", system);
        }
        body.set("messages", messages);
    }

    /** As they were; returns the system prompt. */
    private @Nullable JsonNode same() {
        JsonNode system = null;
        for (int i = 0; i < request.turns().size(); i++) {
            Turn turn = request.turns().get(i);
            Extras beside = turn.extras();
            if (beside.isSpelled("place", "opaque") && turn.parts().get(0) instanceof Part.Opaque opaque) {
                messages.add(opaque.value());
                continue;
            }
            JsonNode content = content(turn, "turns[" + i + "]");
            if (turn.role() == Role.SYSTEM && !beside.isSpelled("place", "message")) {
                system = content;
            } else {
                ObjectNode message = messages.addObject().put("role", role(turn.role()));
                message.set("content", content);
                Fields.putBack(message, beside);
            }
        }
        return system;
    }

    private JsonNode content(Turn turn, String at) {
        ArrayNode blocks = Json.newObject().putArray("content");
        for (int i = 0; i < turn.parts().size(); i++) {
            parts.write(turn.parts().get(i), at + ".parts[" + i + "]", blocks);
        }
        return turn.extras().isSpelled("content", "text") ? MessagePartWriter.asText(blocks) : blocks;
    }

    private @Nullable JsonNode other() {
        int first = 0;
        ArrayNode system = Json.newObject().putArray("system");
        List<Turn> turns = request.turns();
        for (; first < turns.size() && turns.get(first).role() == Role.SYSTEM; first++) {
            extras.lost(turns.get(first).extras(), "turns[" + first + "]");
            texts(turns.get(first), first, system);
        }
        for (int i = first; i < turns.size(); i++) {
            add(turns.get(i), i);
        }
        if (messages.isEmpty() && !system.isEmpty()) {
            // A prompt of nothing but instructions is an ordinary request elsewhere.
            extras.losses().approximated("turns[0].role", "Anthropic insists on a message of the user's");
            messages.addObject().put("role", "user").set("content", MessagePartWriter.asText(system));
            return null;
        }
        return system.isEmpty() ? null : MessagePartWriter.asText(system);
    }

    private void texts(Turn turn, int index, ArrayNode system) {
        for (int i = 0; i < turn.parts().size(); i++) {
            Part part = turn.parts().get(i);
            String at = "turns[" + index + "].parts[" + i + "]";
            if (part instanceof Part.Text) {
                parts.write(part, at, system);
            } else {
                extras.losses().dropped(at, "a system prompt is text");
            }
        }
    }

    private void add(Turn turn, int index) {
        String at = "turns[" + index + "]";
        extras.lost(turn.extras(), at);
        if (turn.role() == Role.SYSTEM) {
            extras.losses().approximated(at + ".role", "inside the conversation as the user's words");
        }
        ArrayNode blocks = Json.newObject().putArray("content");
        for (int i = 0; i < turn.parts().size(); i++) {
            parts.write(turn.parts().get(i), at + ".parts[" + i + "]", blocks);
        }
        alternating.add(turn.role() == Role.ASSISTANT ? "assistant" : "user", blocks);
    }

    private static String role(Role role) {
        return switch (role) {
            case SYSTEM -> "system";
            case USER -> "user";
            case ASSISTANT -> "assistant";
        };
    }
}
