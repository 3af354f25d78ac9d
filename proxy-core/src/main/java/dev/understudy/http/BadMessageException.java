package dev.understudy.http;

/**
 * A message that breaks RFC 9112 in a way that could be read differently by the next hop. It is refused, never repaired.
 * Carries no stack trace: a hostile peer must not be able to make us spend time on them.
 */
public final class BadMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    public BadMessageException(int status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    static BadMessageException badRequest(String reason) {
        return new BadMessageException(400, reason);
    }

    /** What to answer if this was a request; a response that is bad is always 502. */
    public int status() {
        return status;
    }

    /** The reason in words, never with bytes of the message. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
