package dev.understudy.compare.citations;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;
import java.util.List;

/** Makes {@code citations}. Option {@code threshold}: the largest divergence that is still a match. */
public final class CitationsComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return CitationsComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        return new CitationsComparator(ComparatorOptions.of(config, "threshold").number("threshold", 0, 0, 1));
    }

    @Override
    public List<ComparatorMetric> metrics() {
        return List.of(
                ComparatorMetric.count("count", "sources that the answer names, each once"),
                ComparatorMetric.count("unshared", "sources that only this answer names"),
                ComparatorMetric.distance("added", "share of its sources that the other answer does not name"),
                ComparatorMetric.distance("missing", "share of the other answer's sources that it does not name"));
    }
}
