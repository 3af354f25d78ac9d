package dev.understudy.sandbox.simulator;

import dev.understudy.exchange.Headers;
import java.nio.charset.StandardCharsets;

/**
 * A request that the simulator got, whole or clipped. The body must not be changed.
 *
 * @param bodyLength its true length; {@code body} may be clipped
 */
public record SeenRequest(String method, String target, Headers headers, byte[] body, int bodyLength) {

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
