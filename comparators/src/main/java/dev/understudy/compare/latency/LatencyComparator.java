package dev.understudy.compare.latency;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Judgeable;
import dev.understudy.compare.Ratio;
import dev.understudy.compare.Wording;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.Timing;
import java.util.Map;

/**
 * How fast the answers came: divergence is that of the total time or of the time to the first token, whichever differs
 * more. Answers of one fate only: a refusal in five milliseconds is not a faster answer, and a time limit says nothing of
 * the time that an answer takes.
 */
final class LatencyComparator implements Comparator {
    static final String NAME = "latency";
    static final double DEFAULT_TOLERANCE = 0.2;

    private final double tolerance;

    LatencyComparator(double tolerance) {
        this.tolerance = tolerance;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean judgesFailures() {
        return true;
    }

    @Override
    public Comparison compare(Asked asked, Answer live, Answer other) {
        Map<String, Double> liveTimes = LatencyQualities.of(live.timing());
        Map<String, Double> otherTimes = LatencyQualities.of(other.timing());
        if (live.succeeded() != other.succeeded()) {
            Answer failed = live.succeeded() ? other : live;
            String reason = "only " + failed.arm().label() + " failed (" + Judgeable.fate(failed)
                    + "): its time does not compare with an answer's";
            return new Comparison.NotComparable(liveTimes, otherTimes, reason);
        }
        if (live.timing().durationNanos() < 0 || other.timing().durationNanos() < 0) {
            // Recorded answers, of which nobody knows how long they took.
            return new Comparison.NotComparable(liveTimes, otherTimes, "no time was measured");
        }
        return timesCompared(live, other, liveTimes, otherTimes);
    }

    private Comparison timesCompared(
            Answer live, Answer other, Map<String, Double> liveTimes, Map<String, Double> otherTimes) {
        Long liveFirst = live.timing().firstTokenNanos();
        Long otherFirst = other.timing().firstTokenNanos();
        double liveTotal = live.timing().durationNanos();
        double otherTotal = other.timing().durationNanos();
        double divergence = Ratio.divergence(liveTotal, otherTotal);
        boolean matches = Ratio.within(tolerance, liveTotal, otherTotal);
        if (liveFirst != null && otherFirst != null) {
            divergence = Math.max(divergence, Ratio.divergence(liveFirst, otherFirst));
            matches &= Ratio.within(tolerance, liveFirst, otherFirst);
        }
        return Comparison.of(matches, divergence, liveTimes, otherTimes, explain(live, other));
    }

    private static String explain(Answer live, Answer other) {
        return live.arm().label() + " " + described(live.timing()) + ", "
                + other.arm().label() + " " + described(other.timing());
    }

    private static String described(Timing timing) {
        String total = Wording.seconds(Math.max(0, timing.durationNanos()) / 1e9);
        Long firstToken = timing.firstTokenNanos();
        return firstToken == null
                ? total
                : total + " (first token " + Wording.seconds(Math.max(0, firstToken) / 1e9) + ")";
    }
}
