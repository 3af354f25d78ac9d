package dev.understudy.compare.status;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;

/** Makes {@code status}. No options. */
public final class StatusComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return StatusComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        ComparatorOptions.of(config);
        return new StatusComparator();
    }
}
