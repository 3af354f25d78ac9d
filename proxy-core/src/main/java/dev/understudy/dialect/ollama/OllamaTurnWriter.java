package dev.understudy.dialect.ollama;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Part.Media;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.wire.CallArguments;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes turns as messages; every tool's result is a message of its own. One request, one thread. */
final class OllamaTurnWriter {
    private final GenerationRequest request;
    private final boolean same;
    private final Losses losses;
    private final ArrayNode messages = Json.newObject().arrayNode();
    private final Map<String, String> namesById = new HashMap<>();

    OllamaTurnWriter(GenerationRequest request, Losses losses) {
        this.request = request;
        this.losses = losses;
        this.same = request.dialect().equals(OllamaChat.NAME);
    }

    ArrayNode write() {
        for (int i = 0; i < request.turns().size(); i++) {
            turn(request.turns().get(i), "turns[" + i + "]");
        }
        return messages;
    }

    private void turn(Turn turn, String at) {
        List<String> words = new ArrayList<>();
        ObjectNode message = Json.newObject().put("role", role(turn.role()));
        boolean said = false;
        for (int i = 0; i < turn.parts().size(); i++) {
            String place = at + ".parts[" + i + "]";
            Part part = turn.parts().get(i);
            if (part instanceof Part.ToolResult result) {
                result(result, place);
            } else if (part instanceof Part.Opaque opaque) {
                opaque(opaque, place);
            } else {
                part(part, place, message, words);
                said = true;
            }
        }
        if (said || turn.parts().isEmpty()) {
            finish(turn, message, words);
        }
        if (!same) {
            losses.extras(at, turn.extras(), request.dialect());
        }
    }

    private void finish(Turn turn, ObjectNode message, List<String> words) {
        if (!same || turn.extras().spelled("content") == null) {
            message.put("content", String.join("\n", words));
        }
        if (same) {
            Fields.putBack(message, turn.extras());
        }
        messages.add(message);
    }

    private static String role(Role role) {
        return switch (role) {
            case SYSTEM -> "system";
            case USER -> "user";
            case ASSISTANT -> "assistant";
        };
    }

    private void opaque(Part.Opaque opaque, String at) {
        if (same) {
            messages.add(opaque.value());
        } else {
            losses.dropped(at, "a part of kind " + opaque.kind() + " is " + request.dialect() + "'s own");
        }
    }

    private void part(Part part, String at, ObjectNode message, List<String> words) {
        if (part instanceof Part.Text text) {
            words.add(text.text());
        } else if (part instanceof Part.Refusal refusal) {
            losses.approximated(at, "a refusal: as words");
            words.add(refusal.text());
        } else if (part instanceof Part.Media media) {
            media(media, at, message);
        } else if (part instanceof Part.ToolUse use) {
            call(use, at, message);
        } else if (part instanceof Part.Reasoning reasoning) {
            reasoning(reasoning, at, message);
        }
        if (!same) {
            losses.extras(at, part.extras(), request.dialect());
        }
    }

    private void reasoning(Part.Reasoning reasoning, String at, ObjectNode message) {
        if (same && reasoning.text() != null) {
            message.put("thinking", reasoning.text());
        } else {
            losses.dropped(at, "reasoning of another model");
        }
    }

    private void media(Media media, String at, ObjectNode message) {
        if (media.kind() == Media.Kind.IMAGE && media.source() instanceof Media.Source.Inline inline) {
            message.withArray("images").add(inline.base64());
        } else {
            losses.dropped(at, "Ollama takes pictures only, and only their content");
        }
    }

    private void call(Part.ToolUse use, String at, ObjectNode message) {
        ObjectNode call = message.withArray("tool_calls").addObject();
        String id = use.call().id();
        if (id != null) {
            call.put("id", id);
            namesById.put(id, use.call().name());
        }
        ObjectNode function = call.putObject("function").put("name", use.call().name());
        function.set("arguments", CallArguments.object(use.call().arguments(), "input", at, losses));
        if (same) {
            Fields.putBack(call, use.extras());
        }
    }

    private void result(Part.ToolResult result, String at) {
        Extras extras = same ? result.extras() : Extras.NONE;
        ObjectNode message = messages.addObject().put("role", "tool");
        String id = result.callId();
        if (id != null) {
            message.put("tool_call_id", id);
        }
        String known = id == null || same ? null : namesById.get(id);
        String name = result.name() != null ? result.name() : known;
        if (name != null) {
            message.put("tool_name", name);
        }
        List<String> words = new ArrayList<>();
        for (int i = 0; i < result.content().size(); i++) {
            part(result.content().get(i), at + ".content[" + i + "]", message, words);
        }
        if (extras.spelled("content") == null) {
            message.put("content", String.join("\n", words));
        }
        if (result.error() && !same) {
            losses.dropped(at + ".error", "a result is not marked as failed");
        }
        if (same) {
            Fields.putBack(message, extras);
        } else {
            losses.extras(at, result.extras(), request.dialect());
        }
    }
}
