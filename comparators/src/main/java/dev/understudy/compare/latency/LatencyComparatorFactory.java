package dev.understudy.compare.latency;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;
import java.util.List;

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

    @Override
    public List<ComparatorMetric> metrics() {
        return List.of(
                ComparatorMetric.amount("total_seconds", "s", "from sending the request to the last byte"),
                ComparatorMetric.amount("first_byte_seconds", "s", "to the first byte of the answer"),
                ComparatorMetric.amount("first_token_seconds", "s", "to the first piece of output"),
                ComparatorMetric.amount("gap_p50_seconds", "s", "median gap between pieces of output"),
                ComparatorMetric.amount("gap_max_seconds", "s", "longest gap between pieces of output"));
    }
}
