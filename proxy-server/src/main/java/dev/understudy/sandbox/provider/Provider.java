package dev.understudy.sandbox.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A provider's API as the simulator plays it. Thread-safe. Runs on event loops: must not block. */
public interface Provider {
    /** Whether this path is one of the provider's; any deployment prefix is allowed. */
    boolean serves(String path);

    /** Answers. Never throws on odd input: the answer is then the provider's own error. */
    Answered answer(Received request);

    /**
     * A failure on the provider's side, in its own words: 429, 500, 503, 529, …
     *
     * @param retryAfter what the client is told to wait, or null
     */
    Reply failure(int status, @Nullable Duration retryAfter);
}
