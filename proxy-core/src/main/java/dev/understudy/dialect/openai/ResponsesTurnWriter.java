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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes turns as instructions and input items: words are messages, calls and their results items of their own. */
final class ResponsesTurnWriter {
    private static final int LONGEST_CALL_ID = 64;

    private final GenerationRequest request;
    private final String source;
    private final boolean same;
    private final Losses losses;
    private final ToolCallIds ids = new ToolCallIds("call_understudy_", id -> id.length() <= LONGEST_CALL_ID);
    private final Set<String> customCalls = new HashSet<>();
    private final ArrayNode input = Json.newObject().arrayNode();

    ResponsesTurnWriter(GenerationRequest request, Losses losses) {
        this.request = request;
        this.source = request.dialect();
        this.losses = losses;
        this.same = source.equals(OpenAiResponses.NAME);
    }

    void write(ObjectNode body) {
        int next = same ? ownInstructions(body) : instructions(body);
        boolean text = same && request.extras().isSpelled("input", "text");
        if (text && request.turns().get(next).parts().get(0) instanceof Part.Text only) {
            body.put("input", only.text());
            return;
        }
        for (int i = next; i < request.turns().size(); i++) {
            turn(request.turns().get(i), "turns[" + i + "]");
        }
        if (!same || request.extras().spelled("input") == null) {
            body.set("input", input);
        }
    }

    private int ownInstructions(ObjectNode body) {
        boolean first = !request.turns().isEmpty()
                && request.turns().get(0).extras().isSpelled("role", "instructions")
                && request.turns().get(0).parts().get(0) instanceof Part.Text;
        if (first) {
            body.put("instructions", ((Part.Text) request.turns().get(0).parts().get(0)).text());
        }
        return first ? 1 : 0;
    }

    /** What is said before everything else is instructions; returns the turn after it. */
    private int instructions(ObjectNode body) {
        StringBuilder text = new StringBuilder();
        int turn = 0;
        for (; turn < request.turns().size(); turn++) {
            Turn system = request.turns().get(turn);
            if (system.role() != Role.SYSTEM) {
                break;
            }
            String at = "turns[" + turn + "]";
            losses.extras(at, system.extras(), source);
            for (int i = 0; i < system.parts().size(); i++) {
                instruction(system.parts().get(i), at + ".parts[" + i + "]", text);
            }
        }
        if (text.length() > 0) {
            body.put("instructions", text.toString());
        }
        return turn;
    }

    private void instruction(Part part, String at, StringBuilder text) {
        if (part instanceof Part.Text words) {
            text.append(text.length() > 0 ? "\n\n" : "").append(words.text());
            losses.extras(at, part.extras(), source);
        } else {
            losses.dropped(at, "instructions are text only");
        }
    }

    private void turn(Turn turn, String at) {
        List<Part> said = new ArrayList<>();
        List<String> places = new ArrayList<>();
        int items = 0;
        for (int i = 0; i < turn.parts().size(); i++) {
            Part part = turn.parts().get(i);
            String place = at + ".parts[" + i + "]";
            boolean message = part instanceof Part.Text || part instanceof Part.Media || part instanceof Part.Refusal;
            boolean opaque = part instanceof Part.Opaque other && !other.kind().equals(ResponsesTurnReader.ITEM);
            if (message || opaque) {
                said.add(part);
                places.add(place);
            } else {
                flush(turn, said, places);
                item(part, place);
                items++;
            }
        }
        if (!said.isEmpty() || (items == 0 && same)) {
            flush(turn, said, places);
        }
        if (!same) {
            losses.extras(at, turn.extras(), source);
        }
    }

    private void flush(Turn turn, List<Part> said, List<String> places) {
        boolean empty = said.isEmpty() && (!same || turn.parts().size() > 0);
        if (!empty && turn.role() == Role.ASSISTANT && !same) {
            for (int i = 0; i < said.size(); i++) {
                spoken(said.get(i), places.get(i));
            }
        } else if (!empty) {
            message(turn, said, places);
        }
        said.clear();
        places.clear();
    }

    /** Words of an earlier answer, each a message: a plain string is the form that every compatible server takes. */
    private void spoken(Part part, String at) {
        if (part instanceof Part.Text text) {
            input.addObject().put("role", "assistant").put("content", text.text());
            losses.extras(at, part.extras(), source);
        } else if (part instanceof Part.Refusal refusal) {
            input.addObject().put("role", "assistant").put("content", refusal.text());
            losses.approximated(at, "as words of the assistant's");
        } else {
            losses.dropped(at, "an earlier answer holds text only");
        }
    }

    private void message(Turn turn, List<Part> said, List<String> places) {
        Extras extras = same ? turn.extras() : Extras.NONE;
        ObjectNode message = Json.newObject();
        if (same && extras.spelled("type") == null) {
            message.put("type", "message");
        }
        String developer = extras.spelled("role");
        String system = developer != null ? developer : same ? "system" : "developer";
        message.put("role", turn.role() == Role.SYSTEM ? system : turn.role() == Role.USER ? "user" : "assistant");
        putContent(message, "content", said, places, extras);
        if (same) {
            Fields.putBack(message, extras);
            input.add(message);
        } else if (message.has("content")) {
            input.add(message);
        }
    }

    private void putContent(ObjectNode item, String name, List<Part> parts, List<String> places, Extras extras) {
        if (extras.isSpelled("content", "absent")) {
            return;
        }
        boolean array = extras.isSpelled("content", "array");
        if (!array && parts.size() == 1 && parts.get(0) instanceof Part.Text text) {
            item.put(name, text.text());
            if (!same) {
                losses.extras(places.get(0), text.extras(), source);
            }
            return;
        }
        ArrayNode content = item.arrayNode();
        for (int i = 0; i < parts.size(); i++) {
            JsonNode part = ResponsesPartWriter.write(parts.get(i), places.get(i), source, same, losses);
            if (part != null) {
                content.add(part);
            }
        }
        if (same || !content.isEmpty()) {
            item.set(name, content);
        }
    }

    private void item(Part part, String at) {
        if (part instanceof Part.ToolUse use) {
            call(use, at);
        } else if (part instanceof Part.ToolResult result) {
            result(result, at);
        } else if (part instanceof Part.Reasoning reasoning && same) {
            ObjectNode item = input.addObject().put("type", "reasoning");
            if (reasoning.signature() != null) {
                item.put("encrypted_content", reasoning.signature());
            }
            Fields.putBack(item, reasoning.extras());
        } else if (part instanceof Part.Opaque opaque && same) {
            input.add(opaque.value());
        } else {
            boolean reasoning = part instanceof Part.Reasoning;
            losses.dropped(at, reasoning ? "signed for " + source + " only" : "an item that only " + source + " has");
        }
    }

    private void call(Part.ToolUse use, String at) {
        boolean custom = ChatToolUse.isCustom(use);
        String id =
                same ? use.call().id() : ids.ofCall(use.call().id(), use.call().name());
        ObjectNode item = input.addObject().put("type", custom ? "custom_tool_call" : "function_call");
        if (id != null) {
            item.put("call_id", id);
        }
        item.put("name", use.call().name());
        String arguments = use.call().arguments();
        item.put(custom ? "input" : "arguments", arguments.isEmpty() && !custom && !same ? "{}" : arguments);
        if (custom && id != null) {
            customCalls.add(id);
        }
        finish(item, at, use.extras());
    }

    private void result(Part.ToolResult result, String at) {
        String id = same ? result.callId() : ids.ofResult(result.callId(), result.name());
        boolean custom =
                same ? result.extras().isSpelled("call", CustomTools.KIND) : id != null && customCalls.contains(id);
        ObjectNode item = input.addObject().put("type", custom ? "custom_tool_call_output" : "function_call_output");
        if (id != null) {
            item.put("call_id", id);
        }
        List<String> places = new ArrayList<>();
        for (int i = 0; i < result.content().size(); i++) {
            places.add(at + ".content[" + i + "]");
        }
        putContent(item, "output", result.content(), places, same ? result.extras() : Extras.NONE);
        if (!same && !item.has("output")) {
            item.put("output", "");
        }
        if (!same && result.error()) {
            losses.dropped(at + ".error", "a result is not marked as failed");
        }
        finish(item, at, result.extras());
    }

    private void finish(ObjectNode item, String at, Extras extras) {
        if (same) {
            Fields.putBack(item, extras);
        } else {
            losses.extras(at, extras, source);
        }
    }
}
