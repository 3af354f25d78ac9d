package dev.understudy.compare.latency;

import dev.understudy.compare.Qualities;
import dev.understudy.exchange.Timing;
import java.util.Arrays;
import java.util.Map;

/** The times of one answer, in seconds: total, first byte and, of a stream, first token and gaps between tokens. */
final class LatencyQualities {
    private LatencyQualities() {}

    static Map<String, Double> of(Timing timing) {
        Qualities qualities = new Qualities()
                .addSeconds("total_seconds", timing.durationNanos())
                .addSeconds("first_byte_seconds", timing.firstByteNanos())
                .addSeconds("first_token_seconds", timing.firstTokenNanos());
        long[] gaps = timing.gapsNanos();
        if (gaps.length > 0) {
            long[] sorted = gaps.clone();
            Arrays.sort(sorted);
            // The lower median: with few gaps it is one that happened.
            qualities.addSeconds("gap_p50_seconds", sorted[(sorted.length - 1) / 2]);
            qualities.addSeconds("gap_max_seconds", sorted[sorted.length - 1]);
        }
        return qualities.toMap();
    }
}
