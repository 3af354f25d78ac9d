package dev.understudy.dialect.cohere;

import dev.understudy.canonical.Completion;
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
 * Reads one body, or one event after the other, token by token. An event's {@code delta.message} has the fields of a body's
 * {@code message}, with single values in place of lists, so one reader does both.
 *
 * @see <a href="https://docs.cohere.com/v2/docs/streaming">Cohere, streaming</a>
 */
final class CohereReader extends ObjectAssembler {
    private static final Set<String> EVENTS = Set.of(
            "message-start",
            "content-start",
            "content-delta",
            "content-end",
            "tool-plan-delta",
            "tool-call-start",
            "tool-call-delta",
            "tool-call-end",
            "citation-start",
            "citation-end",
            "message-end",
            "debug");

    private static final Repetition REPETITION = new Repetition(
            List.of(
                    "delta.message.content.text",
                    "delta.message.content.thinking",
                    "delta.message.tool_plan",
                    "delta.message.tool_calls.function.arguments"),
            List.of(),
            List.of("type", "index"));

    private final CohereAnswer answer = new CohereAnswer();

    @Override
    public boolean finished() {
        return answer.finished();
    }

    @Override
    public @Nullable String incomplete() {
        return known ? null : "no message in the answer";
    }

    @Override
    public ProviderError error(int status, byte[] bytes, int from, int to) {
        return CohereErrors.read(status, bytes, from, to);
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
        sawOutput = switch (place) {
            case 0 -> answer.text(words);
            case 1 -> answer.thinking(words);
            case 2 -> answer.plan(words);
            case 3 -> answer.call(null, null, words);
            default -> throw new IllegalArgumentException("place: " + place + " (expected: 0 to 3)");
        };
    }

    @Override
    protected void object(String event, JsonParser parser) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            if (name.equals("type")) {
                String type = Tokens.string(parser, token, null);
                known |= type != null && EVENTS.contains(type);
            } else if (name.equals("delta") && token == JsonToken.START_OBJECT) {
                delta(parser);
            } else {
                field(name, parser, token);
            }
        }
    }

    private void delta(JsonParser parser) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            field(name, parser, parser.nextToken());
        }
    }

    private void field(String name, JsonParser parser, JsonToken token) {
        switch (name) {
            case "message" -> message(parser, token);
            case "finish_reason" -> answer.finishReason(Tokens.string(parser, token, null));
            case "usage" -> answer.usage(CohereUsage.read(parser, token));
            case "error" -> {
                sawError |= token != JsonToken.VALUE_NULL;
                parser.skipChildren();
            }
            default -> parser.skipChildren();
        }
    }

    /** A text in this place is what went wrong. */
    private void message(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            sawError |= token == JsonToken.VALUE_STRING;
            parser.skipChildren();
            return;
        }
        known = true;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "content" -> content(parser, value);
                case "tool_plan" -> sawOutput |= answer.plan(Tokens.string(parser, value, null));
                case "tool_calls" -> toolCalls(parser, value);
                case "citations" -> citations(parser, value);
                default -> parser.skipChildren();
            }
        }
    }

    private void content(JsonParser parser, JsonToken token) {
        if (token == JsonToken.START_ARRAY) {
            while (Tokens.nextObject(parser)) {
                piece(parser);
            }
        } else if (token == JsonToken.START_OBJECT) {
            piece(parser);
        } else {
            sawOutput |= answer.text(Tokens.string(parser, token, null));
        }
    }

    /** A list in a body, one in an event; each leans on one or more sources. */
    private void citations(JsonParser parser, JsonToken token) {
        if (token == JsonToken.START_ARRAY) {
            while (Tokens.nextObject(parser)) {
                citation(parser);
            }
        } else if (token == JsonToken.START_OBJECT) {
            citation(parser);
        } else {
            parser.skipChildren();
        }
    }

    private void citation(JsonParser parser) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            if (name.equals("sources")) {
                answer.citations().readAll(parser, token);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void piece(JsonParser parser) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "text" -> sawOutput |= answer.text(Tokens.string(parser, token, null));
                case "thinking" -> sawOutput |= answer.thinking(Tokens.string(parser, token, null));
                default -> parser.skipChildren();
            }
        }
    }

    private void toolCalls(JsonParser parser, JsonToken token) {
        if (token == JsonToken.START_ARRAY) {
            while (Tokens.nextObject(parser)) {
                toolCall(parser);
            }
        } else if (token == JsonToken.START_OBJECT) {
            toolCall(parser);
        } else {
            parser.skipChildren();
        }
    }

    private void toolCall(JsonParser parser) {
        String id = null;
        String called = null;
        String arguments = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            if (name.equals("id")) {
                id = Tokens.string(parser, token, null);
            } else if (name.equals("function") && token == JsonToken.START_OBJECT) {
                for (String field = parser.nextName(); field != null; field = parser.nextName()) {
                    JsonToken value = parser.nextToken();
                    switch (field) {
                        case "name" -> called = Tokens.string(parser, value, null);
                        case "arguments" -> arguments = Tokens.text(parser, value);
                        default -> parser.skipChildren();
                    }
                }
            } else {
                parser.skipChildren();
            }
        }
        sawOutput |= answer.call(id, called, arguments);
    }
}
