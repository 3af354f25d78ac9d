package dev.understudy.send;

import dev.understudy.config.ByteSize;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.egress.EgressRule;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Headers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A candidate, control or judge call, ready to go.
 *
 * @param arm whose part it is; null for a question of Understudy's own, which is nobody's
 * @param target origin-form target; the upstream's path prefix is put before it
 * @param headers end-to-end headers without Host and framing, which {@code send} writes itself
 * @param body content bytes, not copied
 * @param responseLimit largest answer body that is kept; beyond it the call ends CAPPED
 * @param limit longest the whole call may take
 * @param egress what the address that is connected to is held to
 */
public record ArmRequest(
        @Nullable Arm arm,
        UpstreamConfig upstream,
        String method,
        String target,
        Headers headers,
        byte[] body,
        ByteSize responseLimit,
        Duration limit,
        EgressRule egress) {
    private static final byte[] NOTHING = {};

    /** All but the body, for who has taken that. */
    ArmRequest withoutBody() {
        return new ArmRequest(arm, upstream, method, target, headers, NOTHING, responseLimit, limit, egress);
    }
}
