package dev.understudy.accept;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Ids of exchanges: unique over processes, short, in order within one. Thread-safe. */
public final class ExchangeIds {
    private final String process = Long.toString(new SecureRandom().nextLong(1L << 40), 36);
    private final AtomicLong count = new AtomicLong();

    String next() {
        return process + "-" + count.incrementAndGet();
    }
}
