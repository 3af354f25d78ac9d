package dev.understudy.sandbox.demo;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Stratum;
import dev.understudy.exchange.Timing;
import dev.understudy.publish.ComparisonEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Exchanges made by hand. */
final class Answers {
    private Answers() {}

    static Exchange exchange(String prompt, Answer live, Answer candidate, Answer control) {
        String request = "{\"messages\": [{\"role\": \"user\", \"content\": \"" + prompt + "\"}]}";
        return new Exchange(
                "x1",
                "support",
                "refund-v2",
                Instant.EPOCH,
                "c1",
                Stratum.NORMAL,
                Asked.of(new JsonMapper().readTree(request)),
                live,
                candidate,
                control);
    }

    static Answer text(Arm arm, String text) {
        return answer(arm, text, List.of());
    }

    static Answer decision(Arm arm, String decision) {
        return answer(arm, "{\"decision\": \"" + decision + "\", \"reason\": \"so\", \"amount\": 0}", List.of());
    }

    static Answer call(Arm arm, String tool) {
        return answer(arm, null, List.of(new ToolCall("call_1", tool, "{}")));
    }

    private static Answer answer(Arm arm, String text, List<ToolCall> calls) {
        Completion completion = new Completion(
                text,
                null,
                null,
                calls,
                FinishReason.STOP,
                "sim-large-2026-01-15",
                new Usage(100L, 0L, 20L, 0L, false),
                null,
                3,
                0);
        Timing timing = new Timing(500_000_000, 90_000_000L, 100_000_000L, new long[] {1});
        return new Answer(arm, 200, true, completion, timing, Ending.COMPLETE);
    }

    static ComparisonEntry entry(String comparator, Pair pair, double divergence) {
        Comparison comparison = divergence == 0
                ? new Comparison.Match(0, Map.of(), Map.of(), "")
                : new Comparison.Mismatch(divergence, Map.of(), Map.of(), "");
        return new ComparisonEntry(
                1, "x1", "support", "refund-v2", Instant.EPOCH, Stratum.NORMAL, comparator, pair, comparison);
    }
}
