package dev.understudy.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What a timeline says once the dialect has found the tokens in it. Nanoseconds. The array must not be changed.
 *
 * @param durationNanos start of the request to the end of the answer; negative where nobody took the time
 * @param firstByteNanos start of the request to the response head; null when there was none
 * @param firstTokenNanos start of the request to the first piece that carried output; null when not streamed or none came
 * @param gapsNanos between consecutive pieces that carried output; empty when not streamed
 */
public record Timing(
        long durationNanos,
        @Nullable Long firstByteNanos,
        @Nullable Long firstTokenNanos,
        long[] gapsNanos) {}
