package dev.understudy.compare.safety;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;
import java.util.List;

/** Makes {@code safety}. No options. */
public final class SafetyComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return SafetyComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        ComparatorOptions.of(config);
        return new SafetyComparator();
    }

    @Override
    public List<ComparatorMetric> metrics() {
        return Leaks.METRICS;
    }
}
