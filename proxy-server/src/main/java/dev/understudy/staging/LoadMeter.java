package dev.understudy.staging;

import dev.understudy.canonical.Usage;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.staging.LoadFigures.ArmFigures;
import dev.understudy.staging.LoadFigures.Spread;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What a run did to its arms, and how well it kept to its times. Guarded by itself. */
final class LoadMeter {
    private static final long LONGEST_MICROS = 3_600_000_000L;

    private final Histogram lags = new Histogram(2);
    private final Map<Arm, OneArm> arms = new EnumMap<>(Arm.class);
    private long begun;
    private long firstNanos;
    private long lastNanos;
    private int places;
    private long heldNanos;

    private static final class OneArm {
        private final Histogram durations = new Histogram(2);
        private final Histogram firstTokens = new Histogram(2);
        private long answers;
        private long failed;
        private long outputTokens;
    }

    /** In this session. */
    synchronized void began(long nanos) {
        firstNanos = begun == 0 ? nanos : firstNanos;
        lastNanos = nanos;
        begun++;
    }

    /** Somebody waited for one of so many places. */
    synchronized void held(int ofPlaces, long nanos) {
        places = ofPlaces;
        heldNanos += nanos;
    }

    /** In this session or one before. */
    synchronized void lagged(long nanos) {
        record(lags, nanos);
    }

    synchronized void answered(Answer answer) {
        OneArm arm = arms.computeIfAbsent(answer.arm(), any -> new OneArm());
        arm.answers++;
        if (!answer.succeeded()) {
            arm.failed++;
            return;
        }
        if (answer.timing().durationNanos() >= 0) {
            record(arm.durations, answer.timing().durationNanos());
        }
        Long firstToken = answer.timing().firstTokenNanos();
        if (firstToken != null) {
            record(arm.firstTokens, firstToken);
        }
        Usage usage = answer.completion().usage();
        Long output = usage == null ? null : usage.outputTokens();
        arm.outputTokens += output == null ? 0 : output;
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.max(0, Math.min(nanos / 1000, LONGEST_MICROS)));
    }

    synchronized LoadFigures figures() {
        double seconds = (lastNanos - firstNanos) / 1e9;
        double rate = begun < 2 || seconds <= 0 ? 0 : (begun - 1) / seconds;
        List<ArmFigures> all = new ArrayList<>();
        arms.forEach((arm, seen) -> all.add(new ArmFigures(
                arm, seen.answers, seen.failed, spread(seen.durations), spread(seen.firstTokens), seen.outputTokens)));
        return new LoadFigures(begun, seconds, rate, spread(lags), new LoadFigures.Held(places, heldNanos / 1e9), all);
    }

    private static Spread spread(Histogram micros) {
        return new Spread(
                micros.getTotalCount(),
                seconds(micros, 50),
                seconds(micros, 95),
                seconds(micros, 99),
                seconds(micros, 100));
    }

    private static double seconds(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / 1e6;
    }
}
