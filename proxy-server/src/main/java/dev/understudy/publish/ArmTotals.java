package dev.understudy.publish;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.Usage;
import dev.understudy.exchange.Answer;
import dev.understudy.publish.ShadowSummary.ArmSummary;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums of one arm. Not thread-safe: {@link ShadowTotals} guards it. */
final class ArmTotals {
    private final Map<ErrorKind, Long> failures = new TreeMap<>();
    private final Latencies duration = new Latencies();
    private final Latencies firstToken = new Latencies();
    private final Map<String, Long> tokens = new LinkedHashMap<>();
    private BigDecimal costUsd = BigDecimal.ZERO;
    private long answers;
    private long costKnown;

    void add(Answer answer, @Nullable BigDecimal cost) {
        answers++;
        // A fast 429 would make an arm look quick, so failures count as errors and not as durations.
        if (answer.succeeded()) {
            duration.addNanos(answer.timing().durationNanos());
            Long first = answer.timing().firstTokenNanos();
            if (first != null) {
                firstToken.addNanos(first);
            }
        } else {
            failures.merge(ArmMeters.kind(answer), 1L, Long::sum);
        }
        Usage usage = answer.completion().usage();
        if (usage != null) {
            count(usage);
        }
        if (cost != null) {
            costKnown++;
            costUsd = costUsd.add(cost);
        }
    }

    private void count(Usage usage) {
        count("input", usage.inputTokens());
        count("cached_input", usage.cachedInputTokens());
        count("output", usage.outputTokens());
        count("reasoning", usage.reasoningTokens());
    }

    private void count(String type, @Nullable Long count) {
        if (count != null && count > 0) {
            tokens.merge(type, count, Long::sum);
        }
    }

    ArmSummary summary() {
        Map<String, Long> kinds = new TreeMap<>();
        failures.forEach((kind, count) -> kinds.put(kind.label(), count));
        return new ArmSummary(
                answers,
                kinds,
                duration.summary(),
                firstToken.summary(),
                tokens,
                costKnown == 0 ? null : costUsd,
                answers - costKnown);
    }
}
