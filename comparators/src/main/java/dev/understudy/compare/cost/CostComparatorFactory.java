package dev.understudy.compare.cost;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;

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
}
