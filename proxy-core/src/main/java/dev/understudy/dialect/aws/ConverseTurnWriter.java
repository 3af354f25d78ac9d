package dev.understudy.dialect.aws;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.wire.AlternatingMessages;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the system prompt and the messages. Of another dialect's turns, the leading ones of the system become the system
 * prompt, and neighbours of one role one message. One request, one thread.
 */
final class ConverseTurnWriter {
    private final GenerationRequest request;
    private final boolean same;
    private final Losses losses;
    private final ConversePartWriter parts;
    private final ArrayNode system = Json.newObject().putArray("system");
    private final ArrayNode messages = Json.newObject().putArray("messages");

    ConverseTurnWriter(GenerationRequest request, boolean same, Losses losses) {
        this.request = request;
        this.same = same;
        this.losses = losses;
        this.parts = new ConversePartWriter(same, request.dialect(), losses);
    }

    /** Returns the names of the tools that were called. */
    Set<String> write(ObjectNode body) {
        if (same) {
            same();
        } else {
            other();
        }
        if (!system.isEmpty()) {
            body.set("system", system);
        }
        if (!same || request.extras().spelled("messages") == null) {
            body.set("messages", messages);
        }
        return parts.called();
    }

    private void same() {
        for (int i = 0; i < request.turns().size(); i++) {
            Turn turn = request.turns().get(i);
            if (turn.extras().isSpelled("place", "opaque") && turn.parts().get(0) instanceof Part.Opaque opaque) {
                messages.add(opaque.value());
            } else if (turn.role() == Role.SYSTEM) {
                blocks(turn, i, system);
            } else {
                ObjectNode message = messages.addObject().put("role", role(turn.role()));
                blocks(turn, i, message.putArray("content"));
                Fields.putBack(message, turn.extras());
            }
        }
    }

    private void blocks(Turn turn, int index, ArrayNode into) {
        for (int i = 0; i < turn.parts().size(); i++) {
            parts.write(turn.parts().get(i), "turns[" + index + "].parts[" + i + "]", into);
        }
    }

    private static String role(Role role) {
        return role == Role.ASSISTANT ? "assistant" : "user";
    }

    private void other() {
        List<Turn> turns = request.turns();
        AlternatingMessages alternating = new AlternatingMessages(messages, ConversePartWriter::isToolResult);
        int first = 0;
        for (; first < turns.size() && turns.get(first).role() == Role.SYSTEM; first++) {
            losses.extras("turns[" + first + "]", turns.get(first).extras(), request.dialect());
            instructions(turns.get(first), first);
        }
        for (int i = first; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            losses.extras("turns[" + i + "]", turn.extras(), request.dialect());
            if (turn.role() == Role.SYSTEM) {
                losses.approximated("turns[" + i + "].role", "inside the conversation as the user's words");
            }
            ArrayNode content = Json.newObject().putArray("content");
            blocks(turn, i, content);
            alternating.add(role(turn.role()), content);
        }
        if (messages.isEmpty() && !system.isEmpty()) {
            losses.approximated("turns[0].role", "Bedrock insists on a message of the user's");
            alternating.add("user", system.deepCopy());
            system.removeAll();
        }
    }

    private void instructions(Turn turn, int index) {
        for (int i = 0; i < turn.parts().size(); i++) {
            Part part = turn.parts().get(i);
            String at = "turns[" + index + "].parts[" + i + "]";
            if (part instanceof Part.Text) {
                parts.write(part, at, system);
            } else {
                losses.dropped(at, "a system prompt is text");
            }
        }
    }
}
