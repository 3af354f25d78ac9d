package dev.understudy.compare.assertions;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;
import java.util.List;

/** Makes {@code assertions}. Option {@code checks}: see {@link CheckReader}. */
public final class AssertionsComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return AssertionsComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        return new AssertionsComparator(
                CheckReader.read(ComparatorOptions.of(config, "checks").get("checks")));
    }

    @Override
    public List<ComparatorMetric> metrics() {
        return List.of(
                ComparatorMetric.share("passed", "share of the checks that the answer passes"),
                ComparatorMetric.share("all_passed", "1 for an answer that passes them all"),
                ComparatorMetric.count("failed_checks", "checks that the answer fails"));
    }
}
