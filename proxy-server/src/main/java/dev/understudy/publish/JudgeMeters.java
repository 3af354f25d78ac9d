package dev.understudy.publish;

import dev.understudy.compare.Pair;
import dev.understudy.judging.JudgeResult;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** What became of the questions to one shadow's judge. A shadow without a judge has no series. */
final class JudgeMeters {
    private final String shadow;
    private final Map<Pair, LongAdder[]> results = new EnumMap<>(Pair.class);
    /** Reasons are of a closed set. */
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();

    private final LongAdder bills = new LongAdder();
    private final DoubleAdder cost = new DoubleAdder();

    JudgeMeters(String shadow) {
        this.shadow = shadow;
        for (Pair pair : Pair.values()) {
            results.put(pair, ArmMeters.adders(JudgeResult.values().length));
        }
    }

    void judged(Pair pair, JudgeResult result) {
        LongAdder[] adders = results.get(pair);
        if (adders != null) {
            adders[result.ordinal()].increment();
        }
    }

    void failed(String reason) {
        errors.computeIfAbsent(reason, key -> new LongAdder()).increment();
    }

    void billed(BigDecimal usd) {
        bills.increment();
        cost.add(usd.doubleValue());
    }

    void collect(Samples samples) {
        results.forEach((pair, adders) -> {
            for (JudgeResult result : JudgeResult.values()) {
                long count = adders[result.ordinal()].sum();
                if (count > 0) {
                    samples.add(Metric.JUDGEMENTS, count, shadow, pair.label(), result.label());
                }
            }
        });
        errors.forEach((reason, count) -> samples.add(Metric.JUDGE_ERRORS, count.sum(), shadow, reason));
        if (bills.sum() > 0) {
            samples.add(Metric.JUDGE_COST, cost.sum(), shadow);
        }
    }
}
