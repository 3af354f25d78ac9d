package dev.understudy.exchange;

/**
 * A request as the client sent it, framing removed. The body is not copied and must not be changed.
 *
 * @param target the request target, origin form
 * @param body content bytes; still content-encoded if the client encoded it
 */
public record CapturedRequest(String method, String target, Headers headers, byte[] body) {
    private static final byte[] NOTHING = {};

    /** For who has read the body: it may be megabytes, and what was read of it as many again. */
    public CapturedRequest withoutBody() {
        return new CapturedRequest(method, target, headers, NOTHING);
    }

    /** The target without its query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
