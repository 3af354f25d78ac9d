package dev.understudy.dialect.openai;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import dev.understudy.dialect.wire.ToolCallIds;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes turns as messages. A turn of tool results becomes one message each, before whatever else the turn says, because
 * results have to follow their calls at once.
 */
final class ChatTurnWriter {
    private static final int LONGEST_CALL_ID = 40;

    private final GenerationRequest request;
    private final boolean same;
    private final Losses losses;
    private final ToolCallIds ids = new ToolCallIds("call_understudy_", id -> id.length() <= LONGEST_CALL_ID);
    private final ArrayNode messages = Json.newObject().arrayNode();

    /** What the assistant has said in the turns so far that make one message. */
    private final List<Part> said = new ArrayList<>();

    private final List<String> places = new ArrayList<>();

    /** Pictures that tools answered with: a tool message holds text only, so they follow the results in a user's message. */
    private final List<JsonNode> media = new ArrayList<>();

    ChatTurnWriter(GenerationRequest request, Losses losses) {
        this.request = request;
        this.losses = losses;
        this.same = request.dialect().equals(OpenAiChat.NAME);
    }

    ArrayNode write() {
        for (int i = 0; i < request.turns().size(); i++) {
            boolean last = i + 1 == request.turns().size();
            boolean goesOn = !same && !last && isAssistant(i) && isAssistant(i + 1);
            turn(request.turns().get(i), "turns[" + i + "]", goesOn);
        }
        flushMedia();
        return messages;
    }

    private boolean isAssistant(int turn) {
        return request.turns().get(turn).role() == Role.ASSISTANT;
    }

    /** @param goesOn whether the next turn is the assistant's as well: calls that were asked for together are one message */
    private void turn(Turn turn, String at, boolean goesOn) {
        int results = 0;
        for (int i = 0; i < turn.parts().size(); i++) {
            Part part = turn.parts().get(i);
            String place = at + ".parts[" + i + "]";
            if (part instanceof Part.ToolResult result) {
                result(result, place);
                results++;
            } else if (part instanceof Part.Opaque opaque && opaque.kind().equals(ChatTurnReader.MESSAGE)) {
                opaque(opaque, place);
                results++;
            } else {
                said.add(part);
                places.add(place);
            }
        }
        if (!goesOn && (!said.isEmpty() || results == 0)) {
            flushMedia();
            message(turn, said, places, at);
            said.clear();
            places.clear();
        } else if (goesOn) {
            losses.extras(at, turn.extras(), request.dialect());
        }
    }

    private void opaque(Part.Opaque message, String at) {
        if (same) {
            messages.add(message.value());
        } else {
            losses.dropped(at, "a message of a role that only " + request.dialect() + " has");
        }
    }

    private void message(Turn turn, List<Part> parts, List<String> places, String at) {
        Extras extras = same ? turn.extras() : Extras.NONE;
        ObjectNode message = messages.addObject();
        if (turn.role() == Role.ASSISTANT) {
            message.put("role", "assistant");
            new ChatAssistantWriter(request.dialect(), same, losses, ids).write(message, parts, places, extras);
        } else {
            String developer = extras.spelled("role");
            String system = developer != null ? developer : "system";
            message.put("role", turn.role() == Role.SYSTEM ? system : "user");
            content(message, parts, places, extras);
        }
        if (same) {
            Fields.putBack(message, extras);
        } else {
            losses.extras(at, turn.extras(), request.dialect());
            dropIfEmpty(message);
        }
    }

    /** What is left of a turn whose parts could not be carried over: an empty message is refused or confuses. */
    private void dropIfEmpty(ObjectNode message) {
        boolean says = message.has("tool_calls") || message.has("refusal");
        if (!says && message.path("content").asString("x").isEmpty()) {
            messages.remove(messages.size() - 1);
        }
    }

    private void content(ObjectNode message, List<Part> parts, List<String> places, Extras extras) {
        ArrayNode content = message.arrayNode();
        for (int i = 0; i < parts.size(); i++) {
            JsonNode part = ChatPartWriter.write(parts.get(i), places.get(i), request.dialect(), same, losses);
            if (part != null) {
                content.add(part);
            }
        }
        putContent(message, content, extras);
    }

    /** A single plain text is a string, which every compatible provider takes, unless the source had it in an array. */
    static void putContent(ObjectNode message, ArrayNode content, Extras extras) {
        String spelled = extras.spelled("content");
        if (content.isEmpty()) {
            if ("null".equals(spelled)) {
                message.putNull("content");
            } else if ("array".equals(spelled)) {
                message.set("content", content);
            } else if (!"absent".equals(spelled)) {
                message.put("content", "");
            }
        } else if (content.size() == 1 && !"array".equals(spelled) && isPlainText(content.get(0))) {
            message.set("content", content.get(0).get("text"));
        } else {
            message.set("content", content);
        }
    }

    private static boolean isPlainText(JsonNode part) {
        return part.size() == 2 && part.has("text") && "text".equals(ChatFacts.text(part, "type"));
    }

    private void result(Part.ToolResult result, String at) {
        Extras extras = same ? result.extras() : Extras.NONE;
        boolean older = extras.isSpelled("role", "function");
        ObjectNode message = messages.addObject().put("role", older ? "function" : "tool");
        String id = same ? result.callId() : ids.ofResult(result.callId(), result.name());
        if (id != null) {
            message.put("tool_call_id", id);
        }
        if (result.name() != null && same) {
            message.put("name", result.name());
        }
        if (result.error() && !same) {
            losses.dropped(at + ".error", "a result is not marked as failed");
        }
        putContent(message, resultContent(result, at), extras);
        if (same) {
            Fields.putBack(message, extras);
        } else {
            losses.extras(at, result.extras(), request.dialect());
        }
    }

    private ArrayNode resultContent(Part.ToolResult result, String at) {
        ArrayNode content = messages.arrayNode();
        for (int i = 0; i < result.content().size(); i++) {
            Part part = result.content().get(i);
            String place = at + ".content[" + i + "]";
            JsonNode wire = ChatPartWriter.write(part, place, request.dialect(), same, losses);
            if (wire != null && !same && part instanceof Part.Media) {
                losses.approximated(place, "in a message of the user's after the results");
                media.add(wire);
            } else if (wire != null) {
                content.add(wire);
            }
        }
        return content;
    }

    private void flushMedia() {
        if (!media.isEmpty()) {
            ArrayNode content = messages.addObject().put("role", "user").putArray("content");
            media.forEach(content::add);
            media.clear();
        }
    }
}
