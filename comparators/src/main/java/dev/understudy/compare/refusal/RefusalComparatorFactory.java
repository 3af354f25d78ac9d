package dev.understudy.compare.refusal;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;
import java.util.List;

/** Makes {@code refusal}. No options. */
public final class RefusalComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return RefusalComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        ComparatorOptions.of(config);
        return new RefusalComparator();
    }

    @Override
    public List<ComparatorMetric> metrics() {
        return List.of(
                ComparatorMetric.share("refused", "1 for an answer that refuses"),
                ComparatorMetric.share(
                        "structural", "1 for a refusal by a field or a finish reason, not only by words"),
                ComparatorMetric.share("hedged", "1 for an answer that keeps itself a way out"));
    }
}
