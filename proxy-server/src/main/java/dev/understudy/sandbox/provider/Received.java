package dev.understudy.sandbox.provider;

import dev.understudy.exchange.Headers;

/**
 * A request as the simulator got it, framing removed. The body is not copied and must not be changed.
 *
 * @param number counts up with each request of a simulator; the source of chance for this one
 */
public record Received(String method, String target, Headers headers, byte[] body, long number) {

    /** The target without its query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
