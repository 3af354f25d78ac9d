package dev.understudy.dialect.aws;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ProviderError;
import dev.understudy.dialect.wire.ObjectAssembler;
import dev.understudy.dialect.wire.Repetition;
import dev.understudy.dialect.wire.Tokens;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the JSON of one answer, or of one event after the other. An event's fields have the names that the body's have,
 * so one reader does both. Every method leaves the parser on the last token of its value.
 */
final class ConverseReader extends ObjectAssembler {
    private static final Set<String> EVENTS = Set.of(
            "messageStart", "contentBlockStart", "contentBlockDelta", "contentBlockStop", "messageStop", "metadata");

    private static final Repetition REPETITION = new Repetition(
            List.of("delta.text", "delta.reasoningContent.text", "delta.toolUse.input"),
            List.of("p"), // random, against guessing words by the length of a packet
            List.of("contentBlockIndex"));

    private final ConverseAnswer answer = new ConverseAnswer();
    private final ConverseBlock block = new ConverseBlock();

    private boolean sawOutputField;

    /** Which block the last event is about. */
    private int index;

    @Override
    public boolean finished() {
        return answer.finishReason != null;
    }

    @Override
    public @Nullable String incomplete() {
        return sawOutputField ? null : "no output in the answer";
    }

    @Override
    public ProviderError error(int status, byte[] bytes, int from, int to) {
        return BedrockErrors.read(status, bytes, from, to);
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
        block.setWords(place, words);
        sawOutput = answer.add(index, block);
    }

    @Override
    protected void object(String event, JsonParser parser) {
        sawOutputField = false;
        sawError = event.equals("error");
        known = EVENTS.contains(event);
        index = -1;
        block.clear();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "contentBlockIndex" -> index = Tokens.integer(parser, token, -1);
                case "start", "delta" -> block(parser, token);
                case "stopReason" -> stopReason(Tokens.string(parser, token, null));
                case "usage" -> usage(parser, token);
                case "output" -> output(parser, token);
                case "__type" -> sawError |= token == JsonToken.VALUE_STRING;
                default -> parser.skipChildren();
            }
        }
        if (event.equals("contentBlockStart") || event.equals("contentBlockDelta")) {
            sawOutput = answer.add(index, block);
            known &= block.known;
        }
    }

    private void block(JsonParser parser, JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            block.read(parser);
        } else {
            parser.skipChildren();
        }
    }

    private void usage(JsonParser parser, JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            answer.usage(ConverseUsage.read(parser));
        } else {
            parser.skipChildren();
        }
    }

    /** {@code output.message.content[]}. */
    private void output(JsonParser parser, JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (name.equals("message")) {
                    output(parser, value);
                } else if (name.equals("content") && value == JsonToken.START_ARRAY) {
                    content(parser);
                } else {
                    parser.skipChildren();
                }
            }
        } else {
            parser.skipChildren();
        }
    }

    private void content(JsonParser parser) {
        sawOutputField = true;
        for (int index = 0; Tokens.nextObject(parser); index++) {
            block.clear();
            block.read(parser);
            sawOutput |= answer.add(index, block);
        }
        block.clear();
    }

    private void stopReason(@Nullable String reason) {
        if (reason == null) {
            return;
        }
        answer.finishReason = switch (reason) {
            case "end_turn", "stop_sequence" -> FinishReason.STOP;
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "guardrail_intervened", "content_filtered" -> FinishReason.CONTENT_FILTER;
            case "refusal" -> FinishReason.REFUSAL;
            case "malformed_model_output", "malformed_tool_use" -> FinishReason.ERROR;
            default -> FinishReason.OTHER;
        };
    }
}
