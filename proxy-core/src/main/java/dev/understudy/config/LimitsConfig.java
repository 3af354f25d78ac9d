package dev.understudy.config;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a shadow (law 4). At a bound the shadow's copy is dropped and counted, never live.
 *
 * @param inFlight candidate and control calls running at once
 * @param queue exchanges waiting for one of those places
 * @param rate exchanges started per second, or null for no limit
 * @param spend dollars per window, or null for no limit
 * @param body largest request body that is mirrored
 * @param response largest answer that is kept, per arm
 * @param duration longest a candidate call may take
 */
public record LimitsConfig(
        int inFlight,
        int queue,
        @Nullable Rate rate,
        @Nullable Spend spend,
        ByteSize body,
        ByteSize response,
        Duration duration) {

    /** Starts per second; a burst of one second's worth is allowed. */
    public record Rate(double perSecond) {
        public Rate {
            ConfigException.check(perSecond > 0, "rate", perSecond, "more than 0, such as 20/s or 100/m");
        }
    }

    /** US dollars per window. */
    public record Spend(BigDecimal usd, Duration window) {
        public Spend {
            ConfigException.check(usd.signum() > 0, "spend", usd, "more than 0, such as 25USD/day");
        }
    }

    public static final LimitsConfig DEFAULT =
            new LimitsConfig(32, 256, null, null, ByteSize.mebibytes(8), ByteSize.mebibytes(8), Duration.ofMinutes(2));

    public LimitsConfig {
        ConfigException.check(inFlight > 0, "in_flight", inFlight, "more than 0");
        ConfigException.check(queue >= 0, "queue", queue, "0 or more");
        ConfigException.check(body.bytes() > 0 && body.bytes() <= 1 << 30, "body", body, "1B to 1GiB");
        ConfigException.check(response.bytes() > 0 && response.bytes() <= 1 << 30, "response", response, "1B to 1GiB");
        ConfigException.check(duration.toMillis() > 0, "duration", duration, "more than 0");
    }
}
