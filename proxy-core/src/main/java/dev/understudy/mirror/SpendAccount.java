package dev.understudy.mirror;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What a shadow has spent in the window that is running. Windows are aligned to the epoch, so that a day is a UTC day
 * and replicas turn the page together. Belongs to the shadow's name and outlives changes of its configuration: editing a
 * percentage must not hand out the money again. Thread-safe; its lock is never taken on a live loop.
 */
public final class SpendAccount {
    private static final long MOST = Long.MAX_VALUE / 2;

    private final InstantSource clock;
    private long windowMillis;
    private long windowNumber;
    /** Billionths of a dollar: a cheap model's single token is a fraction of a micro-dollar. */
    private long nanoDollars;

    public SpendAccount(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void charge(BigDecimal usd, Duration window) {
        turnPage(window);
        nanoDollars = Math.min(nanoDollars + nanos(usd), MOST);
    }

    synchronized boolean reached(BigDecimal usd, Duration window) {
        turnPage(window);
        return nanoDollars >= nanos(usd);
    }

    /** Dollars spent in the running window. */
    synchronized BigDecimal spent(Duration window) {
        turnPage(window);
        return BigDecimal.valueOf(nanoDollars, 9);
    }

    private void turnPage(Duration window) {
        long length = Math.max(1, window.toMillis());
        long number = Math.floorDiv(clock.millis(), length);
        if (length != windowMillis || number != windowNumber) {
            windowMillis = length;
            windowNumber = number;
            nanoDollars = 0;
        }
    }

    private static long nanos(BigDecimal usd) {
        return usd.movePointRight(9)
                .setScale(0, RoundingMode.CEILING)
                .min(BigDecimal.valueOf(MOST))
                .longValue();
    }
}
