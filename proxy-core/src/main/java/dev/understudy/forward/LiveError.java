package dev.understudy.forward;

import org.jspecify.annotations.Nullable;

/**
 * Why the proxy itself answers, in place of the upstream.
 *
 * @param status HTTP status
 * @param reason value of {@code x-understudy-error}, a stable word: {@code connect_timeout}
 * @param message one sentence for a person
 * @param id of the request's exchange or, where nothing of it is mirrored, what the client calls it; null where it does not say
 */
public record LiveError(
        int status, String reason, String message, @Nullable String id) {
    /** Of a request that is not mirrored, or not read yet. */
    public LiveError(int status, String reason, String message) {
        this(status, reason, message, null);
    }
}
