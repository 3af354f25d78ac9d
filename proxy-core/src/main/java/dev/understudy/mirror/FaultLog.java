package dev.understudy.mirror;

import dev.understudy.exchange.LogPace;
import dev.understudy.exchange.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs faults of our own, at most one a second: a fault that every exchange hits must not fill the disk. Thread-safe.
 */
public final class FaultLog {
    private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);

    private final LogPace pace = new LogPace();

    /**
     * Logs it, or counts it where another one was logged a moment ago.
     *
     * @param doing what failed, without content
     * @param id of the exchange
     */
    public void fault(String doing, String id, Throwable fault) {
        pace.log(unsaid -> LOG.atError()
                .addKeyValue("request_id", RequestId.ofExchange(id))
                .addKeyValue("exchange", id)
                .log("{} failed ({} faults before this one were not logged): {}", doing, unsaid, describe(fault)));
    }

    /** Types and frames only: the message of an exception may quote a prompt (law 6). */
    static String describe(Throwable fault) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (Throwable at = fault; at != null && depth < 5; at = at.getCause(), depth++) {
            text.append(depth == 0 ? "" : "\ncaused by ").append(at.getClass().getName());
            StackTraceElement[] frames = at.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, 30); i++) {
                text.append("\n\tat ").append(frames[i]);
            }
        }
        return text.toString();
    }
}
