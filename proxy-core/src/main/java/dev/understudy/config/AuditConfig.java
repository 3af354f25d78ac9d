package dev.understudy.config;

import java.time.Duration;

/**
 * How much of the audit is kept: the oldest goes when either is reached.
 *
 * @param keep entries
 * @param age since they were made
 */
public record AuditConfig(int keep, Duration age) {
    public static final AuditConfig DEFAULT = new AuditConfig(10_000, Duration.ofDays(365));

    private static final int MOST = 1_000_000;

    public AuditConfig {
        ConfigException.check(keep >= 1 && keep <= MOST, "keep", keep, "1 to " + MOST);
        ConfigException.check(age.toMillis() > 0, "age", age, "more than 0");
    }
}
