package dev.understudy.accept;

import dev.understudy.exchange.RequestId;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Ids of exchanges: unique over processes, short, in order within one. Thread-safe. */
public final class ExchangeIds {
    private final String process = Long.toString(new SecureRandom().nextLong(1L << 40), 36);
    private final AtomicLong count = new AtomicLong();

    /** @param client what the client calls its request; null where it does not say */
    String next(@Nullable String client) {
        return RequestId.exchange(client, next());
    }

    String next() {
        return process + "-" + count.incrementAndGet();
    }
}
