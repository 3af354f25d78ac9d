package dev.understudy.config;

/**
 * When live traffic counts as changed.
 *
 * @param baseline exchanges that say what is usual, 20 to 10,000
 * @param tolerancePercent of what was seen lately that may be new, from more than 0 to 100
 */
public record DriftConfig(int baseline, double tolerancePercent) {
    public static final DriftConfig DEFAULT = new DriftConfig(100, 5);

    public DriftConfig {
        ConfigException.check(baseline >= 20 && baseline <= 10_000, "baseline", baseline, "20 to 10000");
        ConfigException.check(
                tolerancePercent > 0 && tolerancePercent <= 100,
                "tolerance",
                tolerancePercent,
                "more than 0, up to 100");
    }
}
