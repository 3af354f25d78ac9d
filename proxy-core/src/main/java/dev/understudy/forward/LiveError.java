package dev.understudy.forward;

/**
 * Why the proxy itself answers, in place of the upstream.
 *
 * @param status HTTP status
 * @param reason value of {@code x-understudy-error}, a stable word: {@code connect_timeout}
 * @param message one sentence for a person
 */
public record LiveError(int status, String reason, String message) {}
