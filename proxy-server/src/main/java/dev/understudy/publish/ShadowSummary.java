package dev.understudy.publish;

import java.time.Instant;
import java.util.Collections;
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
 */
public record ShadowSummary(
        String shadow,
        Instant since,
        long exchanges,
        long liveFailed,
        long liveFailedCandidateSucceeded,
        List<ComparatorSummary> comparators) {

    public ShadowSummary {
        comparators = List.copyOf(comparators);
    }

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
     * @param live mean of each quality of live's answers, by name
     * @param other the same of the candidate's or control's
     */
    public record PairSummary(
            long matches,
            long mismatches,
            long notComparable,
            @Nullable Double meanDivergence,
            Map<String, Double> live,
            Map<String, Double> other) {
        public PairSummary {
            live = Collections.unmodifiableMap(new TreeMap<>(live));
            other = Collections.unmodifiableMap(new TreeMap<>(other));
        }

        public long comparable() {
            return matches + mismatches;
        }
    }
}
