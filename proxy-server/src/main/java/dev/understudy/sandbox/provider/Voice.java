package dev.understudy.sandbox.provider;

import dev.understudy.sandbox.studio.RequestLimiter.Decision;
import dev.understudy.sandbox.studio.RequestLimiter.Limits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one provider behaves over HTTP, whatever is asked: its credentials, errors and headers. Thread-safe. */
public interface Voice {
    /** Whether a request is meant for this provider. */
    boolean recognises(Received request);

    /** @throws Rejected for a request without this key */
    void authenticate(Received request, String key);

    Wording wording();

    /** An id in the provider's style; empty where it gives none. */
    String requestId(Ids ids);

    /** The headers that every answer has. */
    Reply signed(Reply reply, String requestId);

    Reply error(Rejected rejected, String requestId);

    /** See {@link Provider#failure}. */
    Reply failure(int status, @Nullable Duration retryAfter, String requestId);

    /** The refusal of a request for which there is no room. */
    Reply limited(String model, Limits limits, Decision decision);

    /** Says what is left of the limits. */
    Reply withLimits(Reply reply, Limits limits, Decision decision);
}
