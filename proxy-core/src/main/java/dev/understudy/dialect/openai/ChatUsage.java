package dev.understudy.dialect.openai;

import dev.understudy.canonical.Usage;
import dev.understudy.dialect.wire.Tokens;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a {@code usage} object: Responses has other names for the same counts. */
final class ChatUsage {
    private @Nullable Long input;
    private @Nullable Long output;
    private @Nullable Long total;
    private @Nullable Long cached;
    private @Nullable Long reasoning;
    private @Nullable Long cacheWrite;
    private @Nullable BigDecimal cost;

    private ChatUsage() {}

    /** The parser stands on the opening brace. Returns null when no count is in it. */
    static @Nullable Usage read(JsonParser parser) {
        ChatUsage usage = new ChatUsage();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "prompt_tokens", "input_tokens" -> usage.input = Tokens.count(parser, token);
                case "completion_tokens", "output_tokens" -> usage.output = Tokens.count(parser, token);
                case "total_tokens" -> usage.total = Tokens.count(parser, token);
                case "prompt_tokens_details",
                        "completion_tokens_details",
                        "input_tokens_details",
                        "output_tokens_details" -> usage.details(parser, token);
                // DeepSeek, Moonshot and Mistral say it here.
                case "prompt_cache_hit_tokens", "cached_tokens", "num_cached_tokens" ->
                    usage.cached = orElse(usage.cached, Tokens.count(parser, token));
                case "reasoning_tokens" -> usage.reasoning = orElse(usage.reasoning, Tokens.count(parser, token));
                case "cost" -> usage.cost = Tokens.number(parser, token); // OpenRouter's, in USD
                case "cost_in_usd_ticks" -> usage.ticks(Tokens.number(parser, token));
                default -> parser.skipChildren();
            }
        }
        return usage.input == null && usage.output == null && usage.total == null ? null : usage.toUsage();
    }

    /** xAI's: ten thousand million of them are a dollar. */
    private void ticks(@Nullable BigDecimal ticks) {
        cost = ticks == null ? cost : ticks.movePointLeft(10);
    }

    private void details(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "cached_tokens" -> cached = orElse(Tokens.count(parser, value), cached);
                case "reasoning_tokens" -> reasoning = orElse(Tokens.count(parser, value), reasoning);
                case "cache_write_tokens" -> cacheWrite = Tokens.count(parser, value);
                default -> parser.skipChildren();
            }
        }
    }

    private Usage toUsage() {
        return new Usage(input, cached, allOutput(), reasoning, false, cacheWrite, null, cost);
    }

    /**
     * OpenAI counts reasoning inside completion_tokens. xAI counts it beside them, and Gemini's compatible endpoint only
     * in the total; there the total tells.
     */
    private @Nullable Long allOutput() {
        if (input == null || output == null || total == null || total <= input + output) {
            return output;
        }
        boolean reasoningBeside = reasoning != null && total == input + output + reasoning;
        return reasoning == null || reasoningBeside ? Long.valueOf(total - input) : output;
    }

    private static @Nullable Long orElse(@Nullable Long first, @Nullable Long second) {
        return first != null ? first : second;
    }
}
