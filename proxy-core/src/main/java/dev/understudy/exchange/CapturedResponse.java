package dev.understudy.exchange;

/**
 * One arm's response, framing removed. The body is not copied and must not be changed.
 *
 * @param status 0 when no response began
 * @param body content bytes; still content-encoded if the upstream encoded it; a prefix unless {@code ending} is COMPLETE
 * @param detail a short reason for people, without content; empty when all went well
 */
public record CapturedResponse(
        int status, Headers headers, byte[] body, Timeline timeline, Ending ending, String detail) {

    private static final byte[] NO_BODY = {};

    /** A call that never got a response. */
    public static CapturedResponse none(Ending ending, String detail, long startedNanos, long endedNanos) {
        return new CapturedResponse(
                0, Headers.EMPTY, NO_BODY, Timeline.withoutBody(startedNanos, 0, endedNanos), ending, detail);
    }
}
