package dev.understudy.dialect.openai;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.Part;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Losses;
import dev.understudy.dialect.wire.ToolCallIds;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what the model answered earlier: words, reasoning and calls each have a field of their own. */
final class ChatAssistantWriter {
    private final String source;
    private final boolean same;
    private final Losses losses;
    private final ToolCallIds ids;

    ChatAssistantWriter(String source, boolean same, Losses losses, ToolCallIds ids) {
        this.source = source;
        this.same = same;
        this.losses = losses;
        this.ids = ids;
    }

    void write(ObjectNode message, List<Part> parts, List<String> places, Extras extras) {
        ArrayNode content = message.arrayNode();
        ArrayNode calls = message.arrayNode();
        for (int i = 0; i < parts.size(); i++) {
            part(message, content, calls, parts.get(i), places.get(i));
        }
        boolean calling = !calls.isEmpty() || message.has("function_call");
        if (content.isEmpty() && calling && !same) {
            message.putNull("content");
        } else if (content.isEmpty() && message.has("refusal") && !same) {
            message.putNull("content");
        } else {
            ChatTurnWriter.putContent(message, content, extras);
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
    }

    private void part(ObjectNode message, ArrayNode content, ArrayNode calls, Part part, String at) {
        if (part instanceof Part.ToolUse use) {
            call(message, calls, use, at);
        } else if (part instanceof Part.Reasoning reasoning
                && !reasoning.extras().isSpelled("reasoning", "part")) {
            reasoning(message, reasoning, at);
        } else if (part instanceof Part.Refusal refusal
                && (!same || refusal.extras().spelled("refusal") != null)) {
            message.put("refusal", refusal.text());
            dropExtras(at, refusal.extras());
        } else if (same && part instanceof Part.Opaque opaque && opaque.kind().equals(ChatToolUse.OPAQUE)) {
            calls.add(opaque.value());
        } else {
            content(content, calls, part, at);
        }
    }

    private void content(ArrayNode content, ArrayNode calls, Part part, String at) {
        if (!same && !(part instanceof Part.Text) && !(part instanceof Part.Opaque)) {
            losses.dropped(at, "an earlier answer holds text only");
            return;
        }
        JsonNode wire = ChatPartWriter.write(part, at, source, same, losses);
        if (wire != null) {
            content.add(wire);
            if (!same && !calls.isEmpty()) {
                losses.approximated(at, "said after a tool call: chat has words before calls");
            }
        }
    }

    private void call(ObjectNode message, ArrayNode calls, Part.ToolUse use, String at) {
        if (same && ChatToolUse.isOlder(use)) {
            message.set("function_call", ChatToolUse.writeOlder(use));
            return;
        }
        String id =
                same ? use.call().id() : ids.ofCall(use.call().id(), use.call().name());
        calls.add(ChatToolUse.write(use, id, same));
        dropExtras(at, use.extras());
    }

    /** Reasoning of another dialect is signed or encrypted for its own models; OpenAI takes none back in chat. */
    private void reasoning(ObjectNode message, Part.Reasoning reasoning, String at) {
        if (!same) {
            losses.dropped(at, "chat takes no reasoning back");
            return;
        }
        if (reasoning.text() != null) {
            boolean plain = reasoning.extras().spelled("reasoning") != null;
            message.put(plain ? "reasoning" : "reasoning_content", reasoning.text());
        }
        Fields.putBack(message, reasoning.extras());
    }

    private void dropExtras(String at, Extras extras) {
        if (!same) {
            losses.extras(at, extras, source);
        }
    }
}
