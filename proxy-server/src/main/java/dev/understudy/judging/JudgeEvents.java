package dev.understudy.judging;

import dev.understudy.compare.Pair;
import java.math.BigDecimal;

/** Hears what becomes of questions to judges. Called by several threads: must be thread-safe and quick. */
public interface JudgeEvents {
    /** A pair is settled: once for each. */
    void judged(String shadow, Pair pair, JudgeResult result);

    /**
     * A judge was asked and gave no opinion.
     *
     * @param reason of a closed set
     */
    void judgeFailed(String shadow, String reason);

    /** A call to a judge has ended, and this is what it cost. */
    void judgeBilled(String shadow, BigDecimal usd);
}
