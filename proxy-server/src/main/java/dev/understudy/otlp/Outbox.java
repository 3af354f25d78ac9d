package dev.understudy.otlp;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages of one signal on their way to the collector, one at a time. Never waits: {@link #step} looks at what has become of the one
 * that is under way. One thread.
 *
 * <p>What may be sent again is what OTLP says: answers 429, 502, 503 and 504, and connections that failed. The log has a line when
 * the collector stops taking messages and one when it takes them again, and none in between.
 */
final class Outbox {
    /** What became of a message. */
    interface Fate {
        /** The collector has it, and says how many of its items it did not take. */
        void taken(HttpResponse<byte[]> response);

        /** It is lost. */
        void lost();
    }

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Set<Integer> AGAIN = Set.of(429, 502, 503, 504);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_PAUSE_SECONDS = 30;

    private final String signal;
    private final Collector collector;
    private final long timeoutNanos;
    private final int attempts;

    private @Nullable Message message;
    private @Nullable CompletableFuture<HttpResponse<byte[]>> underWay;
    private long sentAt;
    private long nextAt;
    private int tried;
    private boolean failing;

    private record Message(byte[] bytes, Fate fate) {}

    /** @param attempts how often a message is sent before it is lost */
    Outbox(String signal, Collector collector, Duration timeout, int attempts) {
        this.signal = signal;
        this.collector = collector;
        this.timeoutNanos = timeout.toNanos();
        this.attempts = attempts;
    }

    /** Whether there is room for a message. */
    boolean idle() {
        return message == null;
    }

    /** Whether a message waits for its next attempt. */
    boolean pausing() {
        return message != null && underWay == null;
    }

    /** Sends a message; only while it is {@link #idle}. */
    void send(byte[] bytes, Fate fate, long now) {
        message = new Message(bytes, fate);
        tried = 0;
        attempt(bytes, now);
    }

    private void attempt(byte[] bytes, long now) {
        tried++;
        sentAt = now;
        underWay = collector.send(signal, bytes);
    }

    /** Looks at the message that is under way, and sends it again when it is time. */
    void step(long now) {
        Message current = message;
        if (current == null) {
            return;
        }
        CompletableFuture<HttpResponse<byte[]>> running = underWay;
        if (running == null) {
            if (now - nextAt >= 0) {
                attempt(current.bytes(), now);
            }
        } else if (running.isDone()) {
            underWay = null;
            ended(current, running, now);
        } else if (now - sentAt > timeoutNanos) {
            running.cancel(true);
            underWay = null;
            failed(current, "no answer in time", true, 0, now);
        }
    }

    private void ended(Message current, CompletableFuture<HttpResponse<byte[]>> done, long now) {
        if (done.isCompletedExceptionally()) {
            failed(current, reason(done), true, 0, now);
            return;
        }
        HttpResponse<byte[]> response = done.join();
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            message = null;
            if (failing) {
                failing = false;
                LOG.info("otlp: {} are delivered again to {}", signal, collector.address(signal));
            }
            current.fate().taken(response);
        } else {
            failed(current, "it answers " + status, AGAIN.contains(status), pause(response), now);
        }
    }

    private static String reason(CompletableFuture<?> failed) {
        Throwable cause = failed.handle((response, failure) -> failure).join();
        if (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** What the collector asks for by Retry-After, in seconds; 0 where it does not. */
    private static long pause(HttpResponse<?> response) {
        String asked = response.headers().firstValue("retry-after").orElse("");
        return asked.matches("\\d{1,6}") ? Math.min(Long.parseLong(asked), LONGEST_PAUSE_SECONDS) : 0;
    }

    private void failed(Message current, String reason, boolean again, long pauseSeconds, long now) {
        if (!failing) {
            failing = true;
            LOG.warn(
                    "otlp: {} cannot be delivered to {}: {}; what is lost is counted in understudy_otlp_spans_total and"
                            + " understudy_otlp_exports_total, and this is said once",
                    signal,
                    collector.address(signal),
                    reason);
        }
        if (again && tried < attempts) {
            nextAt = now + Math.max(FIRST_PAUSE_NANOS << (tried - 1), TimeUnit.SECONDS.toNanos(pauseSeconds));
        } else {
            lose(current);
        }
    }

    private void lose(Message current) {
        message = null;
        current.fate().lost();
    }

    /** Gives up what is under way. */
    void close() {
        CompletableFuture<HttpResponse<byte[]>> running = underWay;
        underWay = null;
        if (running != null) {
            running.cancel(true);
        }
        if (message != null) {
            lose(message);
        }
    }
}
