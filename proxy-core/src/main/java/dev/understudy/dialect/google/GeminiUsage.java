package dev.understudy.dialect.google;

import dev.understudy.canonical.Usage;
import dev.understudy.dialect.wire.Tokens;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads {@code usageMetadata}. Google counts thoughts beside the candidates, and what its tools fed to the model beside
 * the prompt; both are billed with what they stand beside.
 */
final class GeminiUsage {
    private @Nullable Long prompt;
    private @Nullable Long toolUse;
    private @Nullable Long cached;
    private @Nullable Long candidates;
    private @Nullable Long thoughts;
    private @Nullable Long total;

    private GeminiUsage() {}

    /** The parser stands on the opening brace. Returns null when no count is in it. */
    static @Nullable Usage read(JsonParser parser) {
        GeminiUsage usage = new GeminiUsage();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "promptTokenCount" -> usage.prompt = Tokens.count(parser, token);
                case "toolUsePromptTokenCount" -> usage.toolUse = Tokens.count(parser, token);
                case "cachedContentTokenCount" -> usage.cached = Tokens.count(parser, token);
                case "candidatesTokenCount" -> usage.candidates = Tokens.count(parser, token);
                case "thoughtsTokenCount" -> usage.thoughts = Tokens.count(parser, token);
                case "totalTokenCount" -> usage.total = Tokens.count(parser, token);
                default -> parser.skipChildren();
            }
        }
        return usage.prompt == null && usage.candidates == null && usage.total == null ? null : usage.toUsage();
    }

    private Usage toUsage() {
        Long input = sum(prompt, toolUse);
        return new Usage(input, cached, output(input), thoughts, false);
    }

    /** A count of zero is left out (ProtoJSON): what is not input is output then. */
    private @Nullable Long output(@Nullable Long input) {
        Long output = sum(candidates, thoughts);
        return output == null && total != null && input != null ? Long.valueOf(Math.max(0, total - input)) : output;
    }

    private static @Nullable Long sum(@Nullable Long first, @Nullable Long second) {
        if (first == null || second == null) {
            return first != null ? first : second;
        }
        long sum = first + second;
        return sum < 0 ? null : Long.valueOf(sum); // past what a long can hold
    }
}
