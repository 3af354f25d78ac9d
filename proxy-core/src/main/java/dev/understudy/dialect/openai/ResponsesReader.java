package dev.understudy.dialect.openai;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ProviderError;
import dev.understudy.dialect.wire.Citations;
import dev.understudy.dialect.wire.ObjectAssembler;
import dev.understudy.dialect.wire.Repetition;
import dev.understudy.dialect.wire.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one body, or one event after the other, token by token. A body is the same object that the first and last events
 * carry in {@code response}, so its fields are read in either place; what an event says is applied when its end is
 * reached, because some send the fields in alphabetical order.
 */
final class ResponsesReader extends ObjectAssembler {
    private static final Repetition REPETITION = new Repetition(
            List.of("delta"),
            List.of("sequence_number", "item_id", "obfuscation", "event_id"),
            List.of("type", "output_index", "content_index", "summary_index", "logprobs"));

    private final ResponsesAnswer answer = new ResponsesAnswer();
    private final List<ResponsesItem> output = new ArrayList<>();

    private boolean outputSeen;
    private boolean resultSeen;

    // What the event being read says.
    private String type = "";
    private @Nullable String delta;
    private @Nullable ResponsesItem item;
    private final Citations annotation = new Citations();
    private int outputIndex;
    private int summaryIndex;

    @Override
    public boolean finished() {
        return answer.finished();
    }

    @Override
    public @Nullable String incomplete() {
        return resultSeen ? null : "no output in the answer";
    }

    @Override
    public ProviderError error(int status, byte[] bytes, int from, int to) {
        return OpenAiErrors.read(status, bytes, from, to);
    }

    @Override
    public Completion completion(@Nullable ProviderError error, int events, int unknownEvents) {
        return answer.completion(error, events, unknownEvents);
    }

    @Override
    public Repetition repetition() {
        return REPETITION;
    }

    @Override
    public void again(int place, String words) {
        sawOutput = false;
        delta = words;
        apply();
    }

    @Override
    protected void object(String event, JsonParser parser) {
        reset();
        fields(parser, true);
        type = type.isEmpty() && !event.equals("message") ? event : type;
        if (outputSeen) {
            sawOutput |= answer.all(output);
        }
        apply();
        sawError |= answer.failed();
    }

    private void reset() {
        outputSeen = false;
        output.clear();
        type = "";
        delta = null;
        item = null;
        outputIndex = -1;
        summaryIndex = 0;
        annotation.clear();
    }

    private void fields(JsonParser parser, boolean outermost) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "type" -> type = string(parser, token, type);
                case "delta" -> delta = Tokens.string(parser, token, null);
                case "output_index" -> outputIndex = Tokens.integer(parser, token, -1);
                case "summary_index" -> summaryIndex = Tokens.integer(parser, token, 0);
                case "item" -> item(parser, token);
                case "annotation" -> annotation.read(parser, token);
                case "response" -> response(parser, token, outermost);
                default -> responseField(parser, name, token);
            }
        }
    }

    private void item(JsonParser parser, JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            item = ResponsesItemReader.read(parser);
        } else {
            parser.skipChildren();
        }
    }

    private void response(JsonParser parser, JsonToken token, boolean outermost) {
        if (token == JsonToken.START_OBJECT && outermost) {
            String event = type;
            fields(parser, false);
            type = event;
        } else {
            parser.skipChildren();
        }
    }

    private void responseField(JsonParser parser, String name, JsonToken token) {
        switch (name) {
            case "status" -> answer.status(Tokens.string(parser, token, null));
            case "model" -> answer.model(Tokens.string(parser, token, null));
            case "service_tier" -> answer.serviceTier(Tokens.string(parser, token, null));
            case "error" -> error(parser, token);
            case "usage" -> usage(parser, token);
            case "incomplete_details" -> incompleteDetails(parser, token);
            case "output" -> output(parser, token);
            default -> parser.skipChildren();
        }
    }

    private void error(JsonParser parser, JsonToken token) {
        sawError |= token == JsonToken.START_OBJECT
                || (token == JsonToken.VALUE_STRING && !parser.getString().isEmpty());
        parser.skipChildren();
    }

    private void usage(JsonParser parser, JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            answer.usage(ChatUsage.read(parser));
        } else {
            parser.skipChildren();
        }
    }

    private void incompleteDetails(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("reason")) {
                answer.incompleteReason(Tokens.string(parser, value, null));
            } else {
                parser.skipChildren();
            }
        }
    }

    private void output(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        outputSeen = true;
        resultSeen = true;
        while (Tokens.nextObject(parser)) {
            output.add(ResponsesItemReader.read(parser));
        }
    }

    private void apply() {
        known = ResponsesEvents.isKnown(type);
        switch (type) {
            case "response.output_text.delta" -> piece().addText(text());
            case "response.refusal.delta" -> piece().refusal.append(text());
            case "response.reasoning_text.delta", "response.reasoning.delta" ->
                piece().reasoning.append(text());
            case "response.reasoning_summary_text.delta", "response.reasoning_summary.delta" ->
                piece().addSummary(summaryIndex, text());
            case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta" ->
                piece().arguments.append(text());
            case "response.output_text.annotation.added" ->
                answer.item(outputIndex).citations.addAll(annotation);
            case "response.output_item.added", "response.output_item.done" -> wholeItem();
            case "error" -> sawError = true;
            default -> {}
        }
    }

    private ResponsesItem piece() {
        sawOutput = delta != null && !delta.isEmpty();
        return answer.item(outputIndex);
    }

    private String text() {
        return delta == null ? "" : delta;
    }

    private void wholeItem() {
        if (item != null) {
            sawOutput |= answer.whole(outputIndex, item);
        }
    }

    private static String string(JsonParser parser, JsonToken token, String otherwise) {
        String text = Tokens.string(parser, token, otherwise);
        return text == null ? otherwise : text;
    }
}
