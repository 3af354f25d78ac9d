package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.provider.EventWriter;
import dev.understudy.sandbox.studio.Beat;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events of a streamed response (platform.openai.com/docs/api-reference/responses-streaming): each item is added, told in
 * deltas, and done; the last event holds the whole response. Events are numbered.
 */
final class ResponsesWriter implements EventWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The item that is being told. */
    private enum Telling {
        NOTHING,
        REASONING,
        MESSAGE,
        CALL
    }

    private final ResponseBody body;
    private final OutputItems items;
    private final boolean padded;
    private Telling telling = Telling.NOTHING;
    private int outputIndex = -1;
    private int call;
    private int sequence;

    ResponsesWriter(ResponseBody body, boolean padded) {
        this.body = body;
        this.items = body.items();
        this.padded = padded;
    }

    @Override
    public void write(Beat beat, Consumer<String> events) {
        if (beat instanceof Beat.Opened) {
            events.accept(event("response.created", response(body.begun())));
            events.accept(event("response.in_progress", response(body.begun())));
        } else if (beat instanceof Beat.Thought thought) {
            tell(Telling.REASONING, events);
            events.accept(summary("response.reasoning_summary_text.delta", "delta", thought.part()));
        } else if (beat instanceof Beat.Words words) {
            tell(Telling.MESSAGE, events);
            events.accept(delta("response.output_text.delta", items.messageId(), words.part()));
        } else if (beat instanceof Beat.Refused refused) {
            tell(Telling.MESSAGE, events);
            events.accept(delta("response.refusal.delta", items.messageId(), refused.part()));
        } else if (beat instanceof Beat.CallOpened opened) {
            tell(Telling.NOTHING, events);
            call = opened.number();
            tell(Telling.CALL, events);
        } else if (beat instanceof Beat.CallPart part) {
            String type = "response.function_call_arguments.delta";
            events.accept(event(type, of(items.itemId(call)).put("delta", part.part())));
        } else if (beat instanceof Beat.Ended) {
            endAll(events);
            String how = items.incomplete() == null ? "response.completed" : "response.incomplete";
            events.accept(event(how, response(body.ended())));
        }
    }

    private void endAll(Consumer<String> events) {
        if (items.speaks()) {
            tell(Telling.MESSAGE, events);
        } else if (items.reasons() && outputIndex < 0) {
            tell(Telling.REASONING, events);
        }
        tell(Telling.NOTHING, events);
    }

    /** Ends what is being told and begins what is to be; hidden reasoning is an item without deltas. */
    private void tell(Telling next, Consumer<String> events) {
        if (next == telling) {
            return;
        }
        end(events);
        if (next != Telling.NOTHING && next != Telling.REASONING && outputIndex < 0 && items.reasons()) {
            begin(Telling.REASONING, events);
            end(events);
        }
        begin(next, events);
    }

    private void begin(Telling next, Consumer<String> events) {
        telling = next;
        if (next == Telling.NOTHING) {
            return;
        }
        outputIndex++;
        events.accept(event("response.output_item.added", item(current(false))));
        if (next == Telling.REASONING && shown()) {
            events.accept(event("response.reasoning_summary_part.added", part("")));
        } else if (next == Telling.MESSAGE) {
            ObjectNode added = of(items.messageId()).put("content_index", 0);
            added.set("part", items.part(""));
            events.accept(event("response.content_part.added", added));
        }
    }

    private void end(Consumer<String> events) {
        if (telling == Telling.NOTHING) {
            return;
        }
        if (telling == Telling.REASONING && shown()) {
            String thoughts = items.answer().thoughts();
            events.accept(summary("response.reasoning_summary_text.done", "text", thoughts));
            events.accept(event("response.reasoning_summary_part.done", part(thoughts)));
        } else if (telling == Telling.MESSAGE) {
            endMessage(events);
        } else if (telling == Telling.CALL) {
            String arguments = items.answer().calls().get(call).arguments();
            String type = "response.function_call_arguments.done";
            events.accept(event(type, of(items.itemId(call)).put("arguments", arguments)));
        }
        events.accept(event("response.output_item.done", item(current(true))));
        telling = Telling.NOTHING;
    }

    private void endMessage(Consumer<String> events) {
        boolean refused = items.answer().refusal() != null;
        String words = items.answer().words();
        ObjectNode said = of(items.messageId()).put("content_index", 0).put(refused ? "refusal" : "text", words);
        if (!refused) {
            said.putArray("logprobs");
        }
        events.accept(event(refused ? "response.refusal.done" : "response.output_text.done", said));
        ObjectNode done = of(items.messageId()).put("content_index", 0);
        done.set("part", items.part(words));
        events.accept(event("response.content_part.done", done));
    }

    private ObjectNode current(boolean ended) {
        return switch (telling) {
            case REASONING -> items.reasoning(ended);
            case MESSAGE -> items.message(ended);
            case CALL -> items.call(call, ended);
            case NOTHING -> throw new IllegalStateException("nothing is being told");
        };
    }

    private boolean shown() {
        return !items.answer().thoughts().isEmpty();
    }

    private ObjectNode of(String itemId) {
        return JSON.objectNode().put("item_id", itemId).put("output_index", outputIndex);
    }

    private String summary(String type, String field, String text) {
        return event(type, of(items.reasoningId()).put("summary_index", 0).put(field, text));
    }

    private ObjectNode part(String text) {
        ObjectNode part = of(items.reasoningId()).put("summary_index", 0);
        part.set("part", OutputItems.summaryPart(text));
        return part;
    }

    private String delta(String type, String itemId, String part) {
        ObjectNode delta = of(itemId).put("content_index", 0).put("delta", part);
        if (type.equals("response.output_text.delta")) {
            delta.putArray("logprobs");
        }
        if (padded) {
            delta.put("obfuscation", body.ids().padding());
        }
        return event(type, delta);
    }

    private ObjectNode item(ObjectNode item) {
        ObjectNode data = JSON.objectNode().put("output_index", outputIndex);
        data.set("item", item);
        return data;
    }

    private static ObjectNode response(ObjectNode response) {
        ObjectNode data = JSON.objectNode();
        data.set("response", response);
        return data;
    }

    private String event(String type, ObjectNode data) {
        data.put("type", type).put("sequence_number", sequence++);
        return "event: " + type + "\ndata: " + data + "\n\n";
    }
}
