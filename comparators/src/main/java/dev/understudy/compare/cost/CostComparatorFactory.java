package dev.understudy.compare.cost;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;
import java.util.List;

/** Makes {@code cost}. Option {@code tolerance}: by how much of itself the smaller price may be exceeded in a match. */
public final class CostComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return CostComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        ComparatorOptions options = ComparatorOptions.of(config, "tolerance");
        return new CostComparator(options.number("tolerance", CostComparator.DEFAULT_TOLERANCE, 0, Double.MAX_VALUE));
    }

    @Override
    public List<ComparatorMetric> metrics() {
        return List.of(
                ComparatorMetric.amount("billed_usd", "USD", "what the provider bills by the price table"),
                ComparatorMetric.amount("neutral_usd", "USD", "the same as if nothing came from a cache"));
    }
}
