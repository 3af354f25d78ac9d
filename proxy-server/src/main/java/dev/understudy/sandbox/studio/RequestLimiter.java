package dev.understudy.sandbox.studio;

import dev.understudy.config.ConfigException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * A provider's limits of requests and tokens a minute, per model: two token buckets that fill up steadily. Thread-safe.
 */
public final class RequestLimiter {
    private static final double NANOS_PER_MINUTE = 60e9;
    private static final int MOST_MODELS = 1_000;

    private final Limits limits;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Buckets> models = new ConcurrentHashMap<>();

    /** Both per minute. */
    public record Limits(long requests, long tokens) {
        /** So generous that only a limit that was asked for is ever met. */
        public static final Limits GENEROUS = new Limits(10_000_000, 20_000_000_000L);

        public Limits {
            if (requests <= 0) {
                throw new ConfigException("requests", requests, "more than 0");
            }
            if (tokens <= 0) {
                throw new ConfigException("tokens", tokens, "more than 0");
            }
        }
    }

    /**
     * @param admitted false when a limit was met; nothing was taken then
     * @param waitNanos until the request would be admitted, when it was not
     */
    public record Decision(
            boolean admitted,
            long requestsLeft,
            long tokensLeft,
            long requestsResetNanos,
            long tokensResetNanos,
            long waitNanos) {}

    public RequestLimiter(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    public Limits limits() {
        return limits;
    }

    public Decision take(String model, int tokens) {
        String key = models.size() < MOST_MODELS || models.containsKey(model) ? model : "";
        return models.computeIfAbsent(key, name -> new Buckets()).take(tokens);
    }

    private final class Buckets {
        private double requestsLeft = limits.requests();
        private double tokensLeft = limits.tokens();
        private long filledAt = nanoTime.getAsLong();

        synchronized Decision take(int tokens) {
            fill();
            boolean admitted = requestsLeft >= 1 && tokensLeft >= tokens;
            double wait = admitted
                    ? 0
                    : Math.max(
                            timeFor(1 - requestsLeft, limits.requests()),
                            timeFor(tokens - tokensLeft, limits.tokens()));
            if (admitted) {
                requestsLeft -= 1;
                tokensLeft -= tokens;
            }
            return new Decision(
                    admitted,
                    (long) requestsLeft,
                    (long) tokensLeft,
                    (long) timeFor(limits.requests() - requestsLeft, limits.requests()),
                    (long) timeFor(limits.tokens() - tokensLeft, limits.tokens()),
                    (long) wait);
        }

        private void fill() {
            long now = nanoTime.getAsLong();
            double minutes = (now - filledAt) / NANOS_PER_MINUTE;
            filledAt = now;
            requestsLeft = Math.min(limits.requests(), requestsLeft + minutes * limits.requests());
            tokensLeft = Math.min(limits.tokens(), tokensLeft + minutes * limits.tokens());
        }

        private static double timeFor(double missing, long perMinute) {
            return Math.max(0, missing) / perMinute * NANOS_PER_MINUTE;
        }
    }
}
