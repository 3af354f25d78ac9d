package dev.understudy.dialect.cohere;

import dev.understudy.canonical.Usage;
import dev.understudy.dialect.wire.Tokens;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads {@code usage}. Cohere counts twice: {@code tokens} are those that the model saw, its own preamble included, and
 * {@code billed_units} those that it charges for. Other providers' counts are of the first kind, so those are the counts here; the cost comes from the
 * second.
 */
final class CohereUsage {
    private @Nullable Long input;
    private @Nullable Long output;

    private CohereUsage() {}

    /** Returns null when no count is in it. */
    static @Nullable Usage read(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        CohereUsage seen = new CohereUsage();
        CohereUsage billed = new CohereUsage();
        Long cached = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "tokens" -> seen.counts(parser, value);
                case "billed_units" -> billed.counts(parser, value);
                case "cached_tokens" -> cached = Tokens.count(parser, value);
                default -> parser.skipChildren();
            }
        }
        Long input = seen.input != null ? seen.input : billed.input;
        Long output = seen.output != null ? seen.output : billed.output;
        if (input == null && output == null) {
            return null;
        }
        return new Usage(input, cached, output, null, false).withBilled(billed.input, billed.output);
    }

    private void counts(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "input_tokens" -> input = Tokens.count(parser, value);
                case "output_tokens" -> output = Tokens.count(parser, value);
                default -> parser.skipChildren();
            }
        }
    }
}
