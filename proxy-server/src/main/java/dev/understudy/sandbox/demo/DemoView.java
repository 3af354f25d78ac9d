package dev.understudy.sandbox.demo;

import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Outcome;
import dev.understudy.sandbox.traffic.TrafficCounts;
import dev.understudy.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the summary shows, at one moment. Immutable.
 *
 * @param finished nothing more will come: the numbers must add up now
 * @param shadowOn false while an operator has switched it off
 */
record DemoView(
        Duration elapsed,
        boolean finished,
        TrafficCounts traffic,
        boolean shadowOn,
        Funnel funnel,
        List<Effect> effects,
        @Nullable Verdict verdict,
        Map<Arm, ArmNumbers> arms,
        List<Difference> differences,
        Places places) {

    /**
     * What became of the exchanges that the shadow was eligible for.
     *
     * @param open not ended yet
     */
    record Funnel(long eligible, long open, Map<Outcome, Long> outcomes) {
        long count(Outcome outcome) {
            return outcomes.getOrDefault(outcome, 0L);
        }

        long compared() {
            return count(Outcome.COMPARED) + count(Outcome.COMPARED_LIVE_FAILED);
        }

        long ended() {
            return outcomes.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Law 5. */
        boolean addsUp() {
            return eligible == ended() + open;
        }
    }

    /** Where things are, for the last lines. */
    record Places(String proxy, String admin, String config) {}
}
