package dev.understudy.compare.exact;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;

/** Makes {@code exact}. No options. */
public final class ExactComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return ExactComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        ComparatorOptions.of(config);
        return new ExactComparator();
    }
}
