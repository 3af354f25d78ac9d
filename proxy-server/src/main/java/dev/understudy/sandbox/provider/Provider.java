package dev.understudy.sandbox.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A provider as the simulator plays it. Thread-safe. Runs on event loops: must not block. */
public interface Provider {
    /** Whether this request is for this provider; any deployment prefix of the path is allowed. */
    boolean serves(Received request);

    /** Answers. Never throws on odd input: the answer is then the provider's own error. */
    Answered answer(Received request);

    /**
     * A failure on the provider's side, in its own words: 429, 500, 503, 529, …
     *
     * @param retryAfter what the client is told to wait, or null
     */
    Reply failure(Received request, int status, @Nullable Duration retryAfter);
}
