package dev.understudy.dialect.openai;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ProviderError;
import dev.understudy.dialect.wire.ObjectAssembler;
import dev.understudy.dialect.wire.Repetition;
import dev.understudy.dialect.wire.Tokens;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the JSON of one body or of one chunk after the other, token by token without building trees. A body's
 * {@code message} and a chunk's {@code delta} have the same fields, so one reader does both. Fields that are unknown or of
 * an odd type are skipped. Every method leaves the parser on the last token of its value.
 */
final class ChatReader extends ObjectAssembler {
    private final ChatAnswer answer = new ChatAnswer();
    private final ChatDelta delta = new ChatDelta();

    private boolean sawChoices;

    /** Which choice the delta is of. */
    private int index;

    @Override
    public boolean finished() {
        return answer.finished();
    }

    @Override
    public @Nullable String incomplete() {
        return sawChoices ? null : "no choices in the answer";
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
        return ChatChunks.REPETITION;
    }

    @Override
    public void again(int place, String words) {
        ChatChunks.setWords(delta, place, words);
        sawOutput = index == 0 && answer.apply(delta);
    }

    @Override
    protected void object(String event, JsonParser parser) {
        sawChoices = false;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "choices" -> choices(parser, token);
                case "model" -> model(parser, token);
                case "usage" -> usage(parser, token);
                case "service_tier" -> answer.serviceTier(Tokens.string(parser, token, null));
                case "system_fingerprint" -> fingerprint(parser, token);
                case "error" -> error(parser, token);
                case "x_groq" -> groq(parser, token);
                case "citations" -> answer.citations().readAll(parser, token); // Perplexity, xAI: addresses
                default -> parser.skipChildren();
            }
        }
        sawError |= event.equals("error") && !sawChoices;
    }

    private void model(JsonParser parser, JsonToken token) {
        if (token == JsonToken.VALUE_STRING && !answer.hasModel()) {
            answer.model(parser.getString());
        } else {
            parser.skipChildren();
        }
    }

    /** Stands in every chunk: a text is made of it once. */
    private void fingerprint(JsonParser parser, JsonToken token) {
        if (token == JsonToken.VALUE_STRING && !answer.hasSystemFingerprint()) {
            answer.systemFingerprint(parser.getString());
        } else {
            parser.skipChildren();
        }
    }

    private void usage(JsonParser parser, JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            known = true;
            answer.usage(ChatUsage.read(parser));
        } else {
            parser.skipChildren();
        }
    }

    private void error(JsonParser parser, JsonToken token) {
        boolean none = token == JsonToken.VALUE_NULL
                || token == JsonToken.VALUE_FALSE
                || (token == JsonToken.VALUE_STRING && parser.getString().isEmpty());
        sawError |= !none;
        parser.skipChildren();
    }

    /** Groq says its usage, and why it stopped a stream early, beside the OpenAI fields. */
    private void groq(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        known = true;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "usage" -> usage(parser, value);
                case "error" -> error(parser, value);
                default -> parser.skipChildren();
            }
        }
    }

    private void choices(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        known = true;
        sawChoices = true;
        for (int position = 0; parser.nextToken() != JsonToken.END_ARRAY; position++) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                choice(parser, position);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Choice 0 is the answer. Its index may come last (Azure sorts its keys), so what it says is collected first. */
    private void choice(JsonParser parser, int position) {
        delta.clear();
        index = position;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "delta", "message" -> ChatMessage.read(parser, token, delta);
                case "text" -> delta.content = Tokens.string(parser, token, delta.content); // of completions
                case "finish_reason" -> delta.finishReason = Tokens.string(parser, token, delta.finishReason);
                case "index" -> index = Tokens.integer(parser, token, position);
                case "error" -> error(parser, token);
                default -> parser.skipChildren();
            }
        }
        if (index == 0) {
            sawOutput |= answer.apply(delta);
        }
    }
}
