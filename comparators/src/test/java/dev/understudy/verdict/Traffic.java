package dev.understudy.verdict;

import java.util.SplittableRandom;

/**
 * A kind of traffic in which the candidate is live itself: the two arms' values are drawn alike. Whatever is decided at the
 * boundary is wrong.
 *
 * @param rule asks for exactly no difference
 */
record Traffic(String name, String rule, Kind kind) {
    /** What a value looks like. */
    enum Kind {
        BERNOULLI_RARE,
        BERNOULLI_HALF,
        SKEWED,
        HEAVY_TAILED,
        EXPONENTIAL,
        LOG_NORMAL,
        LATENCY
    }

    /** Means against their own true value: there is no live beside the candidate whose tail would balance its own. */
    static Traffic[] alone() {
        return new Traffic[] {
            new Traffic("exponential", "cost.mean <= 0.001", Kind.EXPONENTIAL),
            new Traffic("log-normal, σ 1.5", "cost.mean <= 0.0030802168489180312", Kind.LOG_NORMAL),
            new Traffic("Pareto, index 2.5", "cost.mean <= 0.0016666666666666668", Kind.HEAVY_TAILED),
        };
    }

    static Traffic[] all() {
        return new Traffic[] {
            new Traffic("Bernoulli 0.01", "error.rate <= live", Kind.BERNOULLI_RARE),
            new Traffic("Bernoulli 0.5", "json.valid >= live", Kind.BERNOULLI_HALF),
            new Traffic("skewed divergence", "text.distance <= noise", Kind.SKEWED),
            new Traffic("heavy-tailed cost", "cost.mean <= live", Kind.HEAVY_TAILED),
            new Traffic("p95 of log-normal time", "latency.ttft.p95 <= live", Kind.LATENCY),
        };
    }

    /** One value of one arm. */
    double draw(SplittableRandom random) {
        return switch (kind) {
            case BERNOULLI_RARE -> random.nextDouble() < 0.01 ? 1 : 0;
            case BERNOULLI_HALF -> random.nextDouble() < 0.5 ? 1 : 0;
            // Most are near 0, some are anywhere up to 1.
            case SKEWED -> Math.pow(random.nextDouble(), 6);
            // Pareto with index 2.5: it has a variance, and no third moment.
            case HEAVY_TAILED -> 0.001 * Math.pow(1 - random.nextDouble(), -1 / 2.5);
            case EXPONENTIAL -> -0.001 * Math.log(1 - random.nextDouble());
            case LOG_NORMAL -> 0.001 * Math.exp(1.5 * random.nextGaussian());
            case LATENCY -> 0.4 * Math.exp(0.6 * random.nextGaussian());
        };
    }

    Turn turn(String conversation, double live, double candidate) {
        return switch (kind) {
            case BERNOULLI_RARE -> Turns.quality(conversation, "status", "error", live, candidate);
            case BERNOULLI_HALF -> Turns.quality(conversation, "json", "valid", live, candidate);
            case SKEWED -> Turns.divergence(conversation, "text", candidate, live);
            case HEAVY_TAILED, EXPONENTIAL, LOG_NORMAL ->
                Turns.quality(conversation, "cost", "billed_usd", live, candidate);
            case LATENCY -> Turns.quality(conversation, "latency", "first_token_seconds", live, candidate);
        };
    }
}
