package dev.understudy.sandbox.demo;

import dev.understudy.sandbox.demo.Sample.Mean;

/**
 * What one arm's answers took.
 *
 * @param firstTokenSeconds of streamed ones, the median of late; NaN when there is none
 * @param totalSeconds the median of late; NaN when there is none
 * @param costUsd of those whose price is known
 * @param granted share of refunds granted, among answers that say so in JSON or by a tool call
 */
record ArmNumbers(double firstTokenSeconds, double totalSeconds, Mean outputTokens, Mean costUsd, Mean granted) {
    static final ArmNumbers NONE = new ArmNumbers(Double.NaN, Double.NaN, Mean.NONE, Mean.NONE, Mean.NONE);
}
