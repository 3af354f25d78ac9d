package dev.understudy.accept;

import dev.understudy.exchange.RequestId;
import dev.understudy.forward.ClientRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log that an exchange ended by a fault of ours, under the ids that people search for. */
final class FailedExchange {
    private static final Logger LOG = LoggerFactory.getLogger(FailedExchange.class);
    private static final String NONE = "none";

    private FailedExchange() {}

    /** @param running the request it happened to, or null between requests */
    static void log(@Nullable ClientRequest running, Throwable cause) {
        String id = running == null ? null : running.id();
        LOG.atError()
                .addKeyValue("request_id", id == null ? NONE : RequestId.ofExchange(id))
                .addKeyValue("exchange", id == null ? NONE : id)
                .setCause(cause)
                .log("exchange failed");
    }
}
