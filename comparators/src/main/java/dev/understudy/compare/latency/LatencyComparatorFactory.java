package dev.understudy.compare.latency;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;

/** Makes {@code latency}. Option {@code tolerance}: by how much of itself the shorter time may be exceeded in a match. */
public final class LatencyComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return LatencyComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        ComparatorOptions options = ComparatorOptions.of(config, "tolerance");
        return new LatencyComparator(
                options.number("tolerance", LatencyComparator.DEFAULT_TOLERANCE, 0, Double.MAX_VALUE));
    }
}
