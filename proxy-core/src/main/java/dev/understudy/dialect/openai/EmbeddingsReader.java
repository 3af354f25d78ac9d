package dev.understudy.dialect.openai;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.Embeddings;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.Usage;
import dev.understudy.dialect.wire.Assembler;
import dev.understudy.dialect.wire.Tokens;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a list of embeddings: vectors as arrays of numbers, or as the base64 of little-endian floats. */
final class EmbeddingsReader implements Assembler {
    private final VectorCollector vectors = new VectorCollector();

    private boolean sawData;
    private boolean sawError;
    private @Nullable String model;
    private @Nullable Long inputTokens;

    @Override
    public boolean known() {
        return sawData;
    }

    @Override
    public boolean sawError() {
        return sawError;
    }

    @Override
    public boolean sawOutput() {
        return sawData;
    }

    @Override
    public boolean finished() {
        return sawData;
    }

    @Override
    public @Nullable String incomplete() {
        return sawData ? null : "no data in the answer";
    }

    @Override
    public ProviderError error(int status, byte[] bytes, int from, int to) {
        return OpenAiErrors.read(status, bytes, from, to);
    }

    @Override
    public Completion completion(@Nullable ProviderError error, int events, int unknownEvents) {
        Embeddings embeddings = sawData ? vectors.toEmbeddings() : null;
        // There is no output to pay for: 0 is what the provider means by leaving it out.
        Usage usage = inputTokens == null ? null : new Usage(inputTokens, null, 0L, null, false);
        FinishReason finish = sawData && error == null ? FinishReason.STOP : null;
        return new Completion(
                null, null, null, List.of(), finish, model, usage, error, events, unknownEvents, embeddings, List.of());
    }

    @Override
    public void value(String event, JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "data" -> data(parser, token);
                case "model" -> model = Tokens.string(parser, token, model);
                case "usage" -> usage(parser, token);
                case "error" -> error(parser, token);
                default -> parser.skipChildren();
            }
        }
    }

    private void error(JsonParser parser, JsonToken token) {
        sawError |= token != JsonToken.VALUE_NULL;
        parser.skipChildren();
    }

    /** Voyage reports the total only, which is the input. */
    private void usage(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        Long total = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "prompt_tokens" -> inputTokens = Tokens.count(parser, value);
                case "total_tokens" -> total = Tokens.count(parser, value);
                default -> parser.skipChildren();
            }
        }
        inputTokens = inputTokens == null ? total : inputTokens;
    }

    private void data(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        sawData = true;
        for (int position = 0; Tokens.nextObject(parser); position++) {
            vectors.next(position);
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "embedding" -> embedding(parser, value);
                    case "index" -> vectors.index(Tokens.integer(parser, value, position));
                    default -> parser.skipChildren();
                }
            }
        }
    }

    private void embedding(JsonParser parser, JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            vectors.floats(parser.getBinaryValue());
        } else if (token == JsonToken.START_ARRAY) {
            for (JsonToken number = parser.nextToken(); number != JsonToken.END_ARRAY; number = parser.nextToken()) {
                if (number.isNumeric()) {
                    vectors.add(parser.getFloatValue());
                } else {
                    parser.skipChildren();
                }
            }
        } else {
            parser.skipChildren();
        }
    }
}
