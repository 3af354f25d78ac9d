package dev.understudy.sandbox.anthropic;

import dev.understudy.sandbox.model.Utterance.Call;
import dev.understudy.sandbox.provider.EventWriter;
import dev.understudy.sandbox.studio.Beat;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events of a streamed message (docs.anthropic.com/en/docs/build-with-claude/streaming): the message starts, each block
 * starts, grows and stops, then come stop reason and usage.
 */
final class MessagesWriter implements EventWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String PING = "event: ping\ndata: {\"type\": \"ping\"}\n\n";

    /** The kind of the block that is open. */
    private enum Open {
        NONE,
        THINKING,
        TEXT,
        TOOL_USE
    }

    private final MessageBody body;
    private Open open = Open.NONE;
    private int index = -1;

    MessagesWriter(MessageBody body) {
        this.body = body;
    }

    @Override
    public void write(Beat beat, Consumer<String> events) {
        if (beat instanceof Beat.Opened) {
            ObjectNode start = JSON.objectNode();
            start.set("message", body.begun());
            events.accept(event("message_start", start));
        } else if (beat instanceof Beat.Thought thought) {
            open(Open.THINKING, events);
            events.accept(delta("thinking_delta", "thinking", thought.part()));
        } else if (beat instanceof Beat.Words words) {
            open(Open.TEXT, events);
            events.accept(delta("text_delta", "text", words.part()));
        } else if (beat instanceof Beat.Refused refused) {
            open(Open.TEXT, events);
            events.accept(delta("text_delta", "text", refused.part()));
        } else if (beat instanceof Beat.CallOpened opened) {
            call(opened.call(), events);
        } else if (beat instanceof Beat.CallPart part) {
            events.accept(delta("input_json_delta", "partial_json", part.part()));
        } else if (beat instanceof Beat.Ended) {
            close(events);
            end(events);
        }
    }

    private void open(Open kind, Consumer<String> events) {
        if (open == kind) {
            return;
        }
        close(events);
        ObjectNode block = JSON.objectNode();
        if (kind == Open.THINKING) {
            block.put("type", "thinking").put("thinking", "").put("signature", "");
        } else {
            block.put("type", "text").put("text", "");
        }
        start(kind, block, events);
    }

    private void call(Call call, Consumer<String> events) {
        close(events);
        start(Open.TOOL_USE, body.call(call), events);
        events.accept(delta("input_json_delta", "partial_json", ""));
    }

    private void start(Open kind, ObjectNode block, Consumer<String> events) {
        open = kind;
        index++;
        ObjectNode start = JSON.objectNode().put("index", index);
        start.set("content_block", block);
        events.accept(event("content_block_start", start));
        if (index == 0) {
            events.accept(PING);
        }
    }

    private void close(Consumer<String> events) {
        if (open == Open.NONE) {
            return;
        }
        if (open == Open.THINKING) {
            events.accept(delta("signature_delta", "signature", body.signature()));
        }
        events.accept(event("content_block_stop", JSON.objectNode().put("index", index)));
        open = Open.NONE;
    }

    private void end(Consumer<String> events) {
        ObjectNode last = JSON.objectNode();
        last.putObject("delta").put("stop_reason", body.stopReason()).put("stop_sequence", body.stoppedBy());
        last.set("usage", body.finalCounts());
        events.accept(event("message_delta", last));
        events.accept(event("message_stop", JSON.objectNode()));
    }

    private String delta(String type, String field, String part) {
        ObjectNode data = JSON.objectNode().put("index", index);
        data.putObject("delta").put("type", type).put(field, part);
        return event("content_block_delta", data);
    }

    private static String event(String type, ObjectNode data) {
        ObjectNode typed = JSON.objectNode().put("type", type);
        typed.setAll(data);
        return "event: " + type + "\ndata: " + typed + "\n\n";
    }
}
