package dev.understudy.compare;

import dev.understudy.config.ComparatorConfig;

/**
 * Makes one kind of comparator; listed in {@code META-INF/services}, so that others can add kinds of their own.
 * Implementations have a public constructor without parameters.
 */
public interface ComparatorFactory {
    /** The name that configuration uses. Unique over all factories. */
    String name();

    /**
     * @throws dev.understudy.config.ConfigException for an option that is unknown or has an impossible value
     */
    Comparator create(ComparatorConfig config);
}
