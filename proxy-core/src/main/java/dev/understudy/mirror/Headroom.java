package dev.understudy.mirror;

import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Headers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether an origin has room to spare. A 429 or 529, a Retry-After, or rate-limit headers running low shed shadow calls
 * to it for a while: shadows yield before live is refused. One per origin, shared by all shadows. Thread-safe.
 */
public final class Headroom {
    /** Low means less than this share of the provider's limit is left. */
    private static final int SPARE_PERCENT = 10;

    private static final Duration WITHOUT_ADVICE = Duration.ofSeconds(1);
    /** Providers ask for up to minutes; a header must not switch a shadow off for longer. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final AtomicLong shedUntil;

    public Headroom(LongSupplier nanoTime, InstantSource clock) {
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.shedUntil = new AtomicLong(nanoTime.getAsLong());
    }

    /** Whether calls to it that nobody waits for should be left out just now. */
    public boolean sheds() {
        return nanoTime.getAsLong() - shedUntil.get() < 0;
    }

    /** Reads what an answer of this origin says of its limits. */
    public void observe(CapturedResponse response) {
        int status = response.status();
        Headers headers = response.headers();
        if (status >= 400) {
            boolean full = status == 429 || status == 529;
            Duration advice = advice(response, full);
            shed(advice != null ? advice : full ? WITHOUT_ADVICE : Duration.ZERO);
        }
        if (status != 0) {
            shed(RateLimitHeaders.pauseWhenLow(headers, SPARE_PERCENT, clock));
        }
    }

    /** In the head; Google's stands in the body. */
    private @Nullable Duration advice(CapturedResponse response, boolean full) {
        Duration inHead = RateLimitHeaders.retryAfter(response.headers(), clock);
        return inHead == null && (full || response.status() == 503) ? RetryAdvice.of(response) : inHead;
    }

    private void shed(Duration pause) {
        if (pause.isZero() || pause.isNegative()) {
            return;
        }
        long nanos = pause.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : pause.toNanos();
        long until = nanoTime.getAsLong() + nanos;
        shedUntil.accumulateAndGet(until, (before, next) -> next - before > 0 ? next : before);
    }
}
