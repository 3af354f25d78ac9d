package dev.understudy.config;

import java.time.Duration;

/**
 * How much of what was compared is kept: the oldest goes when any of the three is reached.
 *
 * @param keep exchanges
 * @param age since the request came
 * @param size bytes in the store
 */
public record RetentionConfig(int keep, Duration age, ByteSize size) {
    /** In a file. */
    public static final RetentionConfig DEFAULT =
            new RetentionConfig(100_000, Duration.ofDays(14), ByteSize.mebibytes(512));

    /** In memory, where there is no file. */
    public static final RetentionConfig IN_MEMORY =
            new RetentionConfig(10_000, Duration.ofDays(1), ByteSize.mebibytes(32));

    private static final int MOST = 10_000_000;

    public RetentionConfig {
        ConfigException.check(keep >= 1 && keep <= MOST, "keep", keep, "1 to " + MOST);
        ConfigException.check(age.toMillis() > 0, "age", age, "more than 0");
        ConfigException.check(size.bytes() >= 1 << 20, "size", size, "1MiB or more");
    }
}
