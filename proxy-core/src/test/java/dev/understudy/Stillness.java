package dev.understudy;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;

/** Waits until a number stops changing: how much a stalled stream lets through is only known when nothing moves. */
final class Stillness {
    private static final Duration STILL = Duration.ofMillis(700);

    private Stillness() {}

    static long await(LongSupplier value) {
        long[] last = {value.getAsLong()};
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .during(STILL)
                .until(() -> {
                    long now = value.getAsLong();
                    boolean same = now == last[0];
                    last[0] = now;
                    return same;
                });
        return last[0];
    }
}
