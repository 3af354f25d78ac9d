package dev.understudy.admin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down who guesses tokens: each address may be wrong ten times at once and then ten times a minute; beyond that it is not
 * listened to, right or wrong. The addresses that failed last are remembered. Confined to the admin loop.
 */
final class FailedAttempts {
    private static final int BURST = 10;
    private static final long PAUSE_NANOS = Duration.ofSeconds(6).toNanos();
    private static final int MOST_ADDRESSES = 4096;

    private final LongSupplier nanos;
    /** For each address the time at which all its failures will be forgotten. */
    private final Map<String, Long> forgottenAt = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    FailedAttempts(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void failed(String address) {
        long now = nanos.getAsLong();
        Long until = forgottenAt.get(address);
        long from = until == null || until - now < 0 ? now : until;
        forgottenAt.put(address, from + PAUSE_NANOS);
    }

    /** Seconds until the address may try again; 0 if it may now. */
    long waitSeconds(String address) {
        Long until = forgottenAt.get(address);
        if (until == null) {
            return 0;
        }
        long wait = until - nanos.getAsLong() - (BURST - 1) * PAUSE_NANOS;
        return wait <= 0 ? 0 : 1 + Duration.ofNanos(wait).toSeconds();
    }
}
