package dev.understudy.sandbox.model;

import dev.understudy.config.ConfigException;
import java.util.random.RandomGenerator;

/**
 * How fast a model talks. Times are log-normal: providers' latencies have a long right tail and no negative side.
 *
 * @param firstTokenMillis median time to the first token, milliseconds
 * @param gapMillis median time between chunks, milliseconds
 * @param spread standard deviation of the logarithm: 0 steady, 0.3 usual, 1 erratic
 * @param tokensPerChunk tokens that arrive together, 1 or more
 */
public record Pace(double firstTokenMillis, double gapMillis, double spread, int tokensPerChunk) {
    private static final double NANOS = 1_000_000;

    public Pace {
        check(firstTokenMillis >= 0 && firstTokenMillis < 1e9, "first_token", firstTokenMillis, "0 to 1e9");
        check(gapMillis >= 0 && gapMillis < 1e9, "gap", gapMillis, "0 to 1e9");
        check(spread >= 0 && spread <= 3, "spread", spread, "0 to 3");
        check(tokensPerChunk >= 1, "tokens_per_chunk", tokensPerChunk, "1 or more");
    }

    public long firstTokenNanos(RandomGenerator random) {
        return logNormal(firstTokenMillis, random);
    }

    public long gapNanos(RandomGenerator random) {
        return logNormal(gapMillis, random);
    }

    private long logNormal(double medianMillis, RandomGenerator random) {
        return (long) (medianMillis * NANOS * Math.exp(spread * random.nextGaussian()));
    }

    static void check(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new ConfigException(name, value, expected);
        }
    }
}
