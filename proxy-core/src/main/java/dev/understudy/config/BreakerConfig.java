package dev.understudy.config;

import java.time.Duration;

/**
 * When a shadow gives its candidate, or its judge, a rest: after {@code failures} failed calls in a row the breaker opens for
 * {@code pause}, then lets one call through as a probe.
 */
public record BreakerConfig(int failures, Duration pause) {
    public static final BreakerConfig DEFAULT = new BreakerConfig(20, Duration.ofSeconds(10));

    public BreakerConfig {
        ConfigException.check(failures > 0, "failures", failures, "more than 0");
        ConfigException.check(pause.toMillis() > 0, "pause", pause, "more than 0");
    }
}
