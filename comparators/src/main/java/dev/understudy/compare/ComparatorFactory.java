package dev.understudy.compare;

import dev.understudy.config.ComparatorConfig;
import java.util.List;

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

    /** What its comparator measures of each answer, beside the divergence of the pair: every quality that it ever gives. */
    default List<ComparatorMetric> metrics() {
        return List.of();
    }
}
