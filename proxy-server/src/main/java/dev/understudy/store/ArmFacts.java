package dev.understudy.store;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Cost;
import dev.understudy.exchange.Timing;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer without what it says: how it ended, what it took, what it cost, and which tools it asked for by name. Immutable.
 *
 * @param toolNames of its calls, in order, cut to a bounded number
 */
record ArmFacts(
        int status,
        boolean streamed,
        boolean succeeded,
        String ending,
        @Nullable FinishReason finishReason,
        @Nullable String model,
        @Nullable ProviderError error,
        Timing timing,
        @Nullable Usage usage,
        Cost cost,
        List<String> toolNames) {
    private static final int MOST_TOOLS = 32;
    private static final int LONGEST_NAME = 100;
    private static final double NANOS_PER_MILLI = 1e6;

    static ArmFacts of(Answer answer) {
        Completion completion = answer.completion();
        Timing timing = answer.timing();
        ProviderError error = completion.error();
        return new ArmFacts(
                answer.status(),
                answer.streamed(),
                answer.succeeded(),
                answer.ending().label(),
                completion.finishReason(),
                completion.model() == null ? null : cut(completion.model()),
                // Its message is the provider's own words, which may quote the request.
                error == null ? null : new ProviderError(error.kind(), ""),
                new Timing(timing.durationNanos(), timing.firstByteNanos(), timing.firstTokenNanos(), new long[0]),
                completion.usage(),
                answer.cost(),
                completion.toolCalls().stream()
                        .limit(MOST_TOOLS)
                        .map(ToolCall::name)
                        .map(ArmFacts::cut)
                        .toList());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
    }

    ObjectNode json() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("status", status);
        json.put("streamed", streamed);
        json.put("succeeded", succeeded);
        json.put("ending", ending);
        json.put("finish_reason", finishReason == null ? null : finishReason.label());
        json.put("model", model);
        json.put("error", error == null ? null : error.kind().label());
        json.put("duration_ms", timing.durationNanos() / NANOS_PER_MILLI);
        millis(json, "first_byte_ms", timing.firstByteNanos());
        millis(json, "first_token_ms", timing.firstTokenNanos());
        usage(json);
        dollars(json, "cost_usd", cost.billedUsd());
        dollars(json, "cost_cache_neutral_usd", cost.cacheNeutralUsd());
        json.put("cost_estimated", cost.estimated());
        ArrayNode tools = json.putArray("tool_calls");
        toolNames.forEach(tools::add);
        return json;
    }

    private void usage(ObjectNode json) {
        if (usage == null) {
            json.putNull("usage");
            return;
        }
        json.putObject("usage")
                .put("input_tokens", usage.inputTokens())
                .put("cached_input_tokens", usage.cachedInputTokens())
                .put("output_tokens", usage.outputTokens())
                .put("reasoning_tokens", usage.reasoningTokens())
                .put("estimated", usage.estimated());
    }

    private static void millis(ObjectNode json, String name, @Nullable Long nanos) {
        if (nanos == null) {
            json.putNull(name);
        } else {
            json.put(name, nanos / NANOS_PER_MILLI);
        }
    }

    private static void dollars(ObjectNode json, String name, @Nullable BigDecimal usd) {
        if (usd == null) {
            json.putNull(name);
        } else {
            json.put(name, usd);
        }
    }
}
