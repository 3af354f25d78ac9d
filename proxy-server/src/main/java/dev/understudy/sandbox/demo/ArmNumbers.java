package dev.understudy.sandbox.demo;

import dev.understudy.sandbox.demo.Sample.Mean;

/**
 * What one arm's answers took, on average.
 *
 * @param firstTokenSeconds of streamed ones
 * @param costUsd of those whose price is known
 * @param granted share of refunds granted, among answers that say so in JSON or by a tool call
 */
record ArmNumbers(Mean firstTokenSeconds, Mean totalSeconds, Mean outputTokens, Mean costUsd, Mean granted) {
    static final ArmNumbers NONE = new ArmNumbers(Mean.NONE, Mean.NONE, Mean.NONE, Mean.NONE, Mean.NONE);
}
