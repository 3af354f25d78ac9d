package dev.understudy.dialect.google;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes turns as contents. Those from elsewhere are merged with neighbours of the same role: as many results as there
 * were calls have to stand in the one content that follows the calls.
 */
final class GeminiTurnWriter {
    private final GenerationRequest request;
    private final boolean same;
    private final Losses losses;
    private final GeminiPartWriter parts;
    private final ArrayNode contents = Json.newObject().arrayNode();
    private final ArrayNode system = Json.newObject().arrayNode();

    GeminiTurnWriter(GenerationRequest request, Losses losses) {
        this.request = request;
        this.losses = losses;
        this.same = request.dialect().equals(Gemini.NAME);
        this.parts = new GeminiPartWriter(request, losses);
    }

    void write(ObjectNode body) {
        boolean leading = true;
        for (int i = 0; i < request.turns().size(); i++) {
            Turn turn = request.turns().get(i);
            String at = "turns[" + i + "]";
            leading &= turn.role() == Role.SYSTEM;
            if (same) {
                own(turn, body);
            } else if (leading) {
                parts(turn, system, at);
            } else {
                foreign(turn, at);
            }
            if (!same) {
                losses.extras(at, turn.extras(), request.dialect());
            }
        }
        if (!system.isEmpty()) {
            body.putObject("systemInstruction").set("parts", system);
        }
        if (!same || request.extras().spelled("contents") == null) {
            body.set("contents", contents);
        }
    }

    private void own(Turn turn, ObjectNode body) {
        JsonNode content = whole(turn);
        if (content == null) {
            Extras extras = turn.extras();
            ObjectNode object = Json.newObject();
            String role = extras.spelled("role");
            if (!"absent".equals(role)) {
                object.put("role", role != null ? role : turn.role() == Role.ASSISTANT ? "model" : "user");
            }
            if (extras.spelled("parts") == null) {
                parts(turn, object.putArray("parts"), "");
            }
            Fields.putBack(object, extras);
            content = object;
        }
        if (turn.role() == Role.SYSTEM) {
            body.set("systemInstruction", content);
        } else {
            contents.add(content);
        }
    }

    private static @Nullable JsonNode whole(Turn turn) {
        return turn.parts().size() == 1
                        && turn.parts().get(0) instanceof Part.Opaque opaque
                        && opaque.kind().equals(GeminiRequestReader.CONTENT)
                ? opaque.value()
                : null;
    }

    private void foreign(Turn turn, String at) {
        if (turn.role() == Role.SYSTEM) {
            losses.approximated(at, "a system message later in the conversation: as the user's");
        }
        String role = turn.role() == Role.ASSISTANT ? "model" : "user";
        ArrayNode written = Json.newObject().arrayNode();
        parts(turn, written, at);
        if (written.isEmpty()) {
            return;
        }
        JsonNode last = contents.isEmpty() ? null : contents.get(contents.size() - 1);
        if (last != null && last.path("role").asString("").equals(role)) {
            written.forEach(((ArrayNode) last.path("parts"))::add);
        } else {
            contents.addObject().put("role", role).set("parts", written);
        }
    }

    private void parts(Turn turn, ArrayNode into, String at) {
        for (int i = 0; i < turn.parts().size(); i++) {
            parts.write(turn.parts().get(i), into, at + ".parts[" + i + "]");
        }
    }
}
