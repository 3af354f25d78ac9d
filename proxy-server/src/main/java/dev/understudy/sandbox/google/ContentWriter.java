package dev.understudy.sandbox.google;

import dev.understudy.sandbox.google.GeminiRequest.Form;
import dev.understudy.sandbox.model.Tokens;
import dev.understudy.sandbox.provider.EventWriter;
import dev.understudy.sandbox.studio.Answer;
import dev.understudy.sandbox.studio.Beat;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The chunks of streamed content: responses that each hold what is new, as events (their lines end with CR LF) or as the
 * elements of a JSON array. Usage grows from chunk to chunk; the last one of a candidate has its finish reason.
 */
final class ContentWriter implements EventWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ContentBody body;
    private final Form form;
    private int spokenTokens;
    private int told;

    ContentWriter(ContentBody body, Form form) {
        this.body = body;
        this.form = form;
    }

    @Override
    public void write(Beat beat, Consumer<String> events) {
        if (beat instanceof Beat.Thought thought) {
            events.accept(chunk(thought.index(), ContentBody.thought(thought.part())));
        } else if (beat instanceof Beat.Words words) {
            spokenTokens += Tokens.count(words.part());
            events.accept(chunk(words.index(), ContentBody.text(words.part())));
        } else if (beat instanceof Beat.Refused refused) {
            // What was blocked is billed and not shown.
            spokenTokens += Tokens.count(refused.part());
        } else if (beat instanceof Beat.CallOpened opened) {
            call(opened, events);
        } else if (beat instanceof Beat.Ended ended) {
            end(ended.index(), ended.answer(), events);
        } else if (beat instanceof Beat.Over && form == Form.ARRAY) {
            events.accept("]");
        }
    }

    private void call(Beat.CallOpened opened, Consumer<String> events) {
        ArrayNode parts = JSON.arrayNode();
        body.add(parts, opened.call());
        spokenTokens += ContentBody.tokens(opened.call());
        if (!parts.isEmpty()) {
            events.accept(framed(body.chunk(opened.index(), parts, null, spokenTokens)));
        }
    }

    private void end(int index, Answer answer, Consumer<String> events) {
        ArrayNode parts = JSON.arrayNode();
        if (answer.calls().isEmpty() && answer.refusal() == null) {
            parts.add(ContentBody.text(""));
        }
        events.accept(framed(body.chunk(index, parts, ContentBody.finishReason(answer), spokenTokens)));
    }

    private String chunk(int index, ObjectNode part) {
        return framed(body.chunk(index, JSON.arrayNode().add(part), null, spokenTokens));
    }

    private String framed(ObjectNode response) {
        if (form == Form.EVENTS) {
            return "data: " + response + "\r\n\r\n";
        }
        return (told++ == 0 ? "[" : "\r\n,\r\n") + response;
    }
}
