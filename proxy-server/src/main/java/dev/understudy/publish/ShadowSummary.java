package dev.understudy.publish;

import dev.understudy.exchange.Arm;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A shadow's totals at one moment. Immutable.
 *
 * @param since when counting began
 * @param exchanges compared where live succeeded; the comparators' numbers are of these
 * @param liveFailed compared where live failed
 * @param liveFailedCandidateSucceeded of those, where the candidate gave a good answer
 * @param comparators in configured order
 * @param arms what each arm took and cost
 * @param tools the tool calls that were asked for, the most frequent first
 * @param translation what translating lost
 */
public record ShadowSummary(
        String shadow,
        Instant since,
        long exchanges,
        long liveFailed,
        long liveFailedCandidateSucceeded,
        List<ComparatorSummary> comparators,
        Map<Arm, ArmSummary> arms,
        List<ToolSummary> tools,
        TranslationSummary translation) {

    public ShadowSummary {
        comparators = List.copyOf(comparators);
        arms = Collections.unmodifiableMap(new TreeMap<>(arms));
        tools = List.copyOf(tools);
    }

    /**
     * One arm of all mirrored exchanges.
     *
     * @param answers read, failed ones too
     * @param failures by kind of error, those that occurred
     * @param duration of successful answers
     * @param firstToken of successful streamed answers
     * @param tokens by type, those that were reported
     * @param costUsd of the answers whose cost is known; null when it is of none
     * @param costUnknown answers that cost nobody knows what
     */
    public record ArmSummary(
            long answers,
            Map<String, Long> failures,
            LatencySummary duration,
            LatencySummary firstToken,
            Map<String, Long> tokens,
            @Nullable BigDecimal costUsd,
            long costUnknown) {
        public ArmSummary {
            failures = Collections.unmodifiableMap(new TreeMap<>(failures));
            tokens = Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
        }
    }

    /** Quantiles in milliseconds; without a count they mean nothing. */
    public record LatencySummary(long count, double p50, double p90, double p95, double p99, double max) {}

    /** How often each arm asked for a tool, in compared exchanges. Nothing was executed. */
    public record ToolSummary(String name, long live, long candidate, long control) {
        long sum() {
            return live + candidate + control;
        }
    }

    /** @param exchanges compared exchanges that were translated */
    public record TranslationSummary(long exchanges, List<LossSummary> losses) {
        public TranslationSummary {
            losses = List.copyOf(losses);
        }
    }

    /** How often a field was lost. */
    public record LossSummary(String field, String kind, long count) {}

    /** One comparator's two pairs. */
    public record ComparatorSummary(String comparator, PairSummary candidate, PairSummary control) {
        /**
         * How many times more the candidate differs from live than live from itself; null when live never differed or
         * nothing could be compared. Infinity is no number to show: then live's own mean is 0.
         */
        public @Nullable Double timesNoise() {
            Double noise = control.meanDivergence();
            Double effect = candidate.meanDivergence();
            return noise == null || effect == null || noise == 0 ? null : effect / noise;
        }
    }

    /**
     * @param meanDivergence of those that could be compared, 0 to 1; null when there were none
     * @param histogram how many divergences fell into each of {@link DivergenceBuckets#UPPER_BOUNDS}
     * @param live mean of each quality of live's answers, by name
     * @param other the same of the candidate's or control's
     */
    public record PairSummary(
            long matches,
            long mismatches,
            long notComparable,
            @Nullable Double meanDivergence,
            List<Long> histogram,
            Map<String, Double> live,
            Map<String, Double> other) {
        public PairSummary {
            histogram = List.copyOf(histogram);
            live = Collections.unmodifiableMap(new TreeMap<>(live));
            other = Collections.unmodifiableMap(new TreeMap<>(other));
        }

        public long comparable() {
            return matches + mismatches;
        }
    }
}
