package dev.understudy.dialect.anthropic;

import dev.understudy.canonical.Usage;
import dev.understudy.dialect.wire.Tokens;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What a message cost. A stream reports twice, at its start and, in running totals, at its end; the last count of each
 * kind is the one that holds.
 */
final class MessageUsage {
    private @Nullable Long input;
    private @Nullable Long cacheWrites;
    private @Nullable Long cacheReads;
    private @Nullable Long output;
    private @Nullable Long thinking;

    void clear() {
        input = null;
        cacheWrites = null;
        cacheReads = null;
        output = null;
        thinking = null;
    }

    void read(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "input_tokens" -> input = orElse(Tokens.count(parser, value), input);
                case "cache_creation_input_tokens" -> cacheWrites = orElse(Tokens.count(parser, value), cacheWrites);
                case "cache_read_input_tokens" -> cacheReads = orElse(Tokens.count(parser, value), cacheReads);
                case "output_tokens" -> output = orElse(Tokens.count(parser, value), output);
                case "output_tokens_details" -> details(parser, value);
                default -> parser.skipChildren();
            }
        }
    }

    private void details(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("thinking_tokens")) {
                thinking = orElse(Tokens.count(parser, value), thinking);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Null when nothing was reported. */
    @Nullable
    Usage orNull() {
        return input == null && output == null ? null : new Usage(allInput(), cacheReads, output, thinking, false);
    }

    /** Tokens that were written to the cache or read from it are not in input_tokens. */
    private @Nullable Long allInput() {
        return input == null ? null : Long.valueOf(sum(sum(input, cacheWrites), cacheReads));
    }

    /** Of counts that somebody else states: no sum wraps around. */
    private static long sum(long count, @Nullable Long other) {
        return other == null ? count : count > Long.MAX_VALUE - other ? Long.MAX_VALUE : count + other;
    }

    private static @Nullable Long orElse(@Nullable Long first, @Nullable Long second) {
        return first != null ? first : second;
    }
}
