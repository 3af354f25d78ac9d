package dev.understudy.compare.judge;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conversation as a judge reads it, within a number of bytes: the system prompt's beginning, and of the rest what comes
 * last. What was left out is said. Models, users and reasoning are not part of it.
 */
final class Transcript {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** The system prompt and the tools may each take this share of the room: the question itself comes last. */
    private static final int SHARE = 4;
    /** Names and punctuation of a message. */
    private static final int FRAME = 64;

    private long left;

    private Transcript(long room) {
        this.left = room;
    }

    /** {@code conversation} and {@code tools} into the document. */
    static void write(GenerationRequest request, boolean systemPrompt, long room, ObjectNode document) {
        Transcript transcript = new Transcript(room);
        ArrayNode conversation = document.putArray("conversation");
        if (systemPrompt) {
            transcript.system(request, room / SHARE, conversation);
        }
        transcript.tools(request, room / SHARE, document);
        transcript.turns(request, conversation);
    }

    private void system(GenerationRequest request, long room, ArrayNode conversation) {
        String text = request.turns().stream()
                .filter(turn -> turn.role() == Turn.Role.SYSTEM)
                .map(Transcript::text)
                .collect(Collectors.joining("\n\n"));
        if (!text.isBlank()) {
            conversation.add(message("system", beginning(text, Math.min(room, left))));
        }
    }

    private void tools(GenerationRequest request, long room, ObjectNode document) {
        long most = Math.min(room, left);
        ArrayNode tools = NODES.arrayNode();
        for (Tool tool : request.tools()) {
            if (tool instanceof Tool.Function function) {
                String description = function.description() == null ? "" : function.description();
                String line = description.isEmpty() ? function.name() : function.name() + ": " + description;
                most -= WireLength.of(line) + FRAME;
                if (most < 0) {
                    break;
                }
                left -= WireLength.of(line) + FRAME;
                tools.add(line);
            }
        }
        if (!tools.isEmpty()) {
            document.set("tools", tools);
        }
    }

    /** From the last turn backwards, while there is room. */
    private void turns(GenerationRequest request, ArrayNode conversation) {
        List<ObjectNode> kept = new ArrayList<>();
        List<Turn> turns = request.turns().stream()
                .filter(turn -> turn.role() != Turn.Role.SYSTEM)
                .toList();
        int at = turns.size() - 1;
        while (at >= 0 && left > FRAME) {
            Turn turn = turns.get(at--);
            kept.add(message(turn.role().name().toLowerCase(Locale.ROOT), beginning(text(turn), left - FRAME)));
        }
        if (at >= 0) {
            conversation.add(message("note", (at + 1) + " earlier messages are left out"));
        }
        Collections.reverse(kept);
        kept.forEach(conversation::add);
    }

    private static ObjectNode message(String role, String content) {
        return NODES.objectNode().put("role", role).put("content", content);
    }

    private String beginning(String text, long most) {
        int end = WireLength.fitting(text, most);
        String kept = text.substring(0, end);
        left -= WireLength.of(kept) + FRAME;
        return end == text.length() ? text : kept + "… [" + (text.length() - end) + " more characters are left out]";
    }

    private static String text(Turn turn) {
        return turn.parts().stream()
                .map(Transcript::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String text(Part part) {
        if (part instanceof Part.Text text) {
            return text.text();
        }
        if (part instanceof Part.Refusal refusal) {
            return refusal.text();
        }
        if (part instanceof Part.Media media) {
            return "[" + media.kind().label() + "]";
        }
        if (part instanceof Part.ToolUse use) {
            return "[calls " + use.call().name() + " with " + use.call().arguments() + "]";
        }
        if (part instanceof Part.ToolResult result) {
            String name = result.name() == null ? "a tool" : result.name();
            String content = result.content().stream().map(Transcript::text).collect(Collectors.joining("\n"));
            return "[" + name + " answered: " + content + "]";
        }
        return part instanceof Part.Opaque opaque ? "[" + opaque.kind() + "]" : "";
    }
}
