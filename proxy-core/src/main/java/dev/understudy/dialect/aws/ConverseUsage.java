package dev.understudy.dialect.aws;

import dev.understudy.canonical.Usage;
import dev.understudy.dialect.wire.Tokens;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a {@code usage} object. */
final class ConverseUsage {
    private @Nullable Long input;
    private @Nullable Long output;
    private @Nullable Long total;
    private @Nullable Long cacheReads;
    private @Nullable Long cacheWrites;

    private ConverseUsage() {}

    /** The parser stands on the opening brace. Returns null when no count is in it. */
    static @Nullable Usage read(JsonParser parser) {
        ConverseUsage usage = new ConverseUsage();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "inputTokens" -> usage.input = Tokens.count(parser, token);
                case "outputTokens" -> usage.output = Tokens.count(parser, token);
                case "totalTokens" -> usage.total = Tokens.count(parser, token);
                case "cacheReadInputTokens" -> usage.cacheReads = Tokens.count(parser, token);
                case "cacheWriteInputTokens" -> usage.cacheWrites = Tokens.count(parser, token);
                default -> parser.skipChildren();
            }
        }
        return usage.input == null && usage.output == null
                ? null
                : new Usage(usage.allInput(), usage.cacheReads, usage.output, null, false);
    }

    /** Cached tokens stand beside inputTokens, unless the total says that they are in it. */
    private @Nullable Long allInput() {
        if (input == null || (total != null && output != null && total - output == input)) {
            return input;
        }
        long sum = input;
        for (Long cached : new Long[] {cacheReads, cacheWrites}) {
            sum = cached == null ? sum : sum > Long.MAX_VALUE - cached ? Long.MAX_VALUE : sum + cached;
        }
        return sum;
    }
}
