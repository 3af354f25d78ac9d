package dev.understudy.connect;

import java.nio.channels.ClosedChannelException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says why no TLS connection to an upstream comes about: a client only gets to know that none does, and the one who runs the proxy has to
 * learn that a certificate has expired. A line a minute for each upstream, however many requests fail. Thread-safe.
 */
final class TlsFailures {
    private static final Logger LOG = LoggerFactory.getLogger(TlsFailures.class);
    private static final long PAUSE_NANOS = 60_000_000_000L;
    private static final int MOST_UPSTREAMS = 256;
    private static final int LONGEST_REASON = 300;
    private static final int DEEPEST = 10;
    private static final Map<String, Long> SAID = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_UPSTREAMS;
        }
    };

    private TlsFailures() {}

    /** @param authority host and port of the upstream */
    static void failed(String authority, Throwable cause) {
        long now = System.nanoTime();
        synchronized (SAID) {
            Long said = SAID.get(authority);
            if (said != null && now - said < PAUSE_NANOS) {
                return;
            }
            SAID.put(authority, now);
        }
        LOG.warn("upstream {}: no TLS connection that can be trusted: {}", authority, reason(cause));
    }

    /** The innermost cause: those around it only say that the handshake failed. */
    static String reason(Throwable cause) {
        Throwable innermost = cause;
        for (int depth = 0; innermost.getCause() != null && depth < DEEPEST; depth++) {
            innermost = innermost.getCause();
        }
        if (innermost instanceof ClosedChannelException) {
            return "the connection ended before its handshake did";
        }
        String text = innermost.getClass().getSimpleName() + ": " + innermost.getMessage();
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }
}
