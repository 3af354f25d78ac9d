package dev.understudy.dialect.cohere;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Part.Media;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.wire.DataUrl;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import dev.understudy.dialect.wire.ToolCallIds;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes turns as messages; every tool's result is a message of its own. One request, one thread. */
final class CohereTurnWriter {
    private final GenerationRequest request;
    private final boolean same;
    private final Losses losses;
    private final ToolCallIds ids = new ToolCallIds("call_understudy_", id -> true);
    private final ArrayNode messages = Json.newObject().putArray("messages");

    CohereTurnWriter(GenerationRequest request, boolean same, Losses losses) {
        this.request = request;
        this.same = same;
        this.losses = losses;
    }

    ArrayNode write() {
        for (int i = 0; i < request.turns().size(); i++) {
            turn(request.turns().get(i), "turns[" + i + "]");
        }
        return messages;
    }

    private void turn(Turn turn, String at) {
        ObjectNode message = Json.newObject().put("role", role(turn.role()));
        ArrayNode content = message.arrayNode();
        boolean said = turn.parts().isEmpty();
        for (int i = 0; i < turn.parts().size(); i++) {
            Part part = turn.parts().get(i);
            String place = at + ".parts[" + i + "]";
            if (part instanceof Part.ToolResult result) {
                result(result, place);
            } else if (same
                    && part instanceof Part.Opaque opaque
                    && opaque.kind().equals(CohereTurns.MESSAGE)) {
                messages.add(opaque.value());
            } else {
                part(part, place, turn.role(), message, content);
                said = true;
            }
        }
        if (!same) {
            losses.extras(at, turn.extras(), request.dialect());
        }
        boolean empty = content.isEmpty() && message.size() == 1;
        if (said && (same || !empty)) {
            finish(turn.extras(), message, content);
        }
    }

    private void finish(Extras extras, ObjectNode message, ArrayNode content) {
        if (same ? extras.spelled("content") == null : !content.isEmpty()) {
            message.set("content", same ? content : plain(content));
        } else if (same && extras.isSpelled("content", "text")) {
            message.set("content", plain(content));
        }
        if (same) {
            Fields.putBack(message, extras);
        }
        messages.add(message);
    }

    /** A single text without anything beside it as a string, which every model takes. */
    private static JsonNode plain(ArrayNode content) {
        JsonNode only = content.size() == 1 ? content.get(0) : Json.newObject();
        boolean text = only.size() == 2 && only.path("type").asString("").equals("text");
        return text ? only.path("text") : content;
    }

    private static String role(Role role) {
        return switch (role) {
            case SYSTEM -> "system";
            case USER -> "user";
            case ASSISTANT -> "assistant";
        };
    }

    private void part(Part part, String at, Role role, ObjectNode message, ArrayNode content) {
        if (part instanceof Part.ToolUse use) {
            call(use, at, message);
        } else if (part instanceof Part.Reasoning reasoning && same && isPlan(reasoning)) {
            message.put("tool_plan", reasoning.text());
        } else {
            JsonNode block = block(part, at, role);
            if (block != null) {
                content.add(block);
            }
        }
    }

    private static boolean isPlan(Part.Reasoning reasoning) {
        return reasoning.extras().isSpelled("form", CohereTurns.PLAN);
    }

    private @Nullable JsonNode block(Part part, String at, Role role) {
        if (part instanceof Part.Opaque opaque) {
            if (!same) {
                losses.dropped(at, "only " + request.dialect() + " has it");
            }
            return same ? opaque.value() : null;
        }
        ObjectNode block = known(part, at, role);
        if (block != null && same) {
            Fields.putBack(block, part.extras());
        } else if (!same) {
            losses.extras(at, part.extras(), request.dialect());
        }
        return block;
    }

    private @Nullable ObjectNode known(Part part, String at, Role role) {
        if (part instanceof Part.Text text) {
            // Empty text is refused, and says nothing.
            return text.text().isEmpty() && !same ? null : text(text.text());
        } else if (part instanceof Part.Refusal refusal) {
            losses.approximated(at, "a refusal as text");
            return text(refusal.text());
        } else if (part instanceof Part.Reasoning reasoning && same) {
            return Json.newObject().put("type", "thinking").put("thinking", reasoning.text());
        } else if (part instanceof Media media && (same || role == Role.USER)) {
            return media(media, at);
        }
        losses.dropped(at, part instanceof Part.Reasoning ? "reasoning of another model" : "Cohere does not take it");
        return null;
    }

    private static ObjectNode text(String words) {
        return Json.newObject().put("type", "text").put("text", words);
    }

    private @Nullable ObjectNode media(Media media, String at) {
        String url = null;
        if (media.source() instanceof Media.Source.Url elsewhere) {
            url = elsewhere.url();
        } else if (media.source() instanceof Media.Source.Inline inline) {
            url = DataUrl.of(inline);
        }
        if (url == null || media.kind() != Media.Kind.IMAGE) {
            losses.dropped(at, "Cohere takes pictures only");
            return null;
        }
        ObjectNode block = Json.newObject().put("type", "image_url");
        block.putObject("image_url").put("url", url);
        return block;
    }

    private void call(Part.ToolUse use, String at, ObjectNode message) {
        ObjectNode call = message.withArray("tool_calls").addObject();
        String id =
                same ? use.call().id() : ids.ofCall(use.call().id(), use.call().name());
        if (id != null) {
            call.put("id", id);
        }
        call.put("type", "function");
        call.putObject("function")
                .put("name", use.call().name())
                .put("arguments", use.call().arguments());
        if (same) {
            Fields.putBack(call, use.extras());
        } else {
            losses.extras(at, use.extras(), request.dialect());
        }
    }

    private void result(Part.ToolResult result, String at) {
        ObjectNode message = Json.newObject().put("role", "tool");
        String id = same ? result.callId() : ids.ofResult(result.callId(), result.name());
        if (id != null) {
            message.put("tool_call_id", id);
        }
        ArrayNode content = message.arrayNode();
        for (int i = 0; i < result.content().size(); i++) {
            JsonNode block = block(result.content().get(i), at + ".content[" + i + "]", Role.ASSISTANT);
            if (block != null) {
                content.add(block);
            }
        }
        if (!same) {
            losses.extras(at, result.extras(), request.dialect());
            if (result.error()) {
                losses.dropped(at + ".error", "a result is not marked as failed");
            }
            if (content.isEmpty()) {
                content.add(text("")); // a result without content is refused
            }
        }
        finish(result.extras(), message, content);
    }
}
