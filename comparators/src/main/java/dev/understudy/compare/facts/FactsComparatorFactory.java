package dev.understudy.compare.facts;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;
import java.util.ArrayList;
import java.util.List;

/** Makes {@code facts}. Option {@code threshold}: the largest divergence that is still a match. */
public final class FactsComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return FactsComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        return new FactsComparator(ComparatorOptions.of(config, "threshold").number("threshold", 0, 0, 1));
    }

    @Override
    public List<ComparatorMetric> metrics() {
        List<ComparatorMetric> metrics = new ArrayList<>();
        metrics.add(ComparatorMetric.count("unshared", "facts that only this answer states"));
        metrics.add(ComparatorMetric.distance("added", "share of its facts that the other answer does not state"));
        metrics.add(ComparatorMetric.distance("missing", "share of the other answer's facts that it does not state"));
        for (FactKind kind : FactKind.values()) {
            metrics.add(ComparatorMetric.count(kind.quality(), kind.quality() + " in the answer, each once"));
        }
        return List.copyOf(metrics);
    }
}
