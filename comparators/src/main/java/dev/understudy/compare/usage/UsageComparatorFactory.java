package dev.understudy.compare.usage;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;
import java.util.List;

/** Makes {@code usage}. Option {@code tolerance}: by how much of itself the smaller count may be exceeded in a match. */
public final class UsageComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return UsageComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        ComparatorOptions options = ComparatorOptions.of(config, "tolerance");
        return new UsageComparator(options.number("tolerance", UsageComparator.DEFAULT_TOLERANCE, 0, Double.MAX_VALUE));
    }

    @Override
    public List<ComparatorMetric> metrics() {
        return List.of(
                ComparatorMetric.amount("input_tokens", "tokens", "input, cached included"),
                ComparatorMetric.amount("cached_input_tokens", "tokens", "input from the provider's cache"),
                ComparatorMetric.amount("output_tokens", "tokens", "output, reasoning included"),
                ComparatorMetric.amount("reasoning_tokens", "tokens", "output that is reasoning"));
    }
}
