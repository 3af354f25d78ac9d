package dev.understudy.dialect.ollama;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.dialect.wire.ObjectAssembler;
import dev.understudy.dialect.wire.Repetition;
import dev.understudy.dialect.wire.TextPieces;
import dev.understudy.dialect.wire.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads answers of both endpoints token by token: a body is one object, a stream one after the other with the pieces that
 * are new; the last one is {@code done} and has the counts. Tool calls come whole.
 */
final class OllamaReader extends ObjectAssembler {
    private static final Repetition REPETITION = new Repetition(
            List.of("message.content", "response", "message.thinking", "thinking"),
            List.of("created_at"),
            List.of("model", "message.role", "done"));

    private final TextPieces text = new TextPieces();
    private final TextPieces thinking = new TextPieces();
    private final List<ToolCall> calls = new ArrayList<>();

    private @Nullable String model;
    private @Nullable String reason;
    private @Nullable Long input;
    private @Nullable Long output;
    private boolean answered;
    private boolean done;

    @Override
    public boolean finished() {
        return done;
    }

    @Override
    public @Nullable String incomplete() {
        return answered ? null : "no message in the answer";
    }

    @Override
    public ProviderError error(int status, byte[] bytes, int from, int to) {
        return OllamaErrors.read(status, bytes, from, to);
    }

    @Override
    public Repetition repetition() {
        return REPETITION;
    }

    @Override
    public void again(int place, String words) {
        sawOutput = (place < 2 ? text : thinking).add(words);
    }

    @Override
    protected void object(String event, JsonParser parser) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            field(name, parser, parser.nextToken());
        }
    }

    private void field(String name, JsonParser parser, JsonToken token) {
        switch (name) {
            case "model" -> model = model == null ? Tokens.string(parser, token, null) : skip(parser, model);
            case "message" -> message(parser, token);
            case "response" -> {
                known = true;
                answered = true;
                sawOutput |= text.add(Tokens.string(parser, token, null));
            }
            case "thinking" -> sawOutput |= thinking.add(Tokens.string(parser, token, null));
            case "tool_calls" -> toolCalls(parser, token);
            case "done" -> {
                known |= token.isBoolean();
                done |= token == JsonToken.VALUE_TRUE;
            }
            case "done_reason" -> reason = Tokens.string(parser, token, reason);
            case "prompt_eval_count" -> input = Tokens.count(parser, token);
            case "eval_count" -> output = Tokens.count(parser, token);
            case "error" -> {
                boolean states = token != JsonToken.VALUE_NULL;
                known |= states;
                sawError |= states;
                parser.skipChildren();
            }
            default -> parser.skipChildren();
        }
    }

    private static String skip(JsonParser parser, String otherwise) {
        parser.skipChildren();
        return otherwise;
    }

    private void message(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        known = true;
        answered = true;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "content" -> sawOutput |= text.add(Tokens.string(parser, value, null));
                case "thinking" -> sawOutput |= thinking.add(Tokens.string(parser, value, null));
                case "tool_calls" -> toolCalls(parser, value);
                default -> parser.skipChildren();
            }
        }
    }

    private void toolCalls(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (Tokens.nextObject(parser)) {
            calls.add(toolCall(parser));
            sawOutput = true;
        }
    }

    private static ToolCall toolCall(JsonParser parser) {
        String id = null;
        String[] function = {"", "{}"};
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            if (name.equals("id")) {
                id = Tokens.string(parser, token, null);
            } else if (name.equals("function") && token == JsonToken.START_OBJECT) {
                function = function(parser);
            } else {
                parser.skipChildren();
            }
        }
        return new ToolCall(id == null || id.isEmpty() ? null : id, function[0], function[1]);
    }

    /** Name and arguments. */
    private static String[] function(JsonParser parser) {
        String called = "";
        String arguments = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "name" -> called = token == JsonToken.VALUE_STRING ? parser.getString() : skip(parser, called);
                case "arguments" -> arguments = Tokens.text(parser, token);
                default -> parser.skipChildren();
            }
        }
        return new String[] {called, arguments == null ? "{}" : arguments};
    }

    @Override
    public Completion completion(@Nullable ProviderError error, int events, int unknownEvents) {
        boolean counted = input != null || output != null;
        String words = text.orNull();
        boolean emptyAnswer = words == null && text.seen() && calls.isEmpty() && error == null;
        return new Completion(
                emptyAnswer ? "" : words,
                thinking.orNull(),
                null,
                calls,
                finishReason(),
                model == null || model.isEmpty() ? null : model,
                counted ? new Usage(input, null, output, null, false) : null,
                error,
                events,
                unknownEvents);
    }

    /** Older servers give no reason; none says that tools are wanted. */
    private @Nullable FinishReason finishReason() {
        String stated = reason == null ? "" : reason;
        return switch (stated) {
            case "", "stop" -> {
                FinishReason ended = calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
                yield done || !stated.isEmpty() ? ended : null;
            }
            case "length" -> FinishReason.LENGTH;
            default -> FinishReason.OTHER; // load, unload
        };
    }
}
