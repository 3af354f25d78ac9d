package dev.understudy.compare.schema;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;
import java.util.List;

/** Makes {@code schema}. Option {@code unwrap}: whether JSON within a fence or prose counts as the answer. */
public final class SchemaComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return SchemaComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        return new SchemaComparator(ComparatorOptions.of(config, "unwrap").flag("unwrap", false));
    }

    @Override
    public List<ComparatorMetric> metrics() {
        return List.of(
                ComparatorMetric.share("valid", "1 for an answer that keeps to every schema that applies to it"),
                ComparatorMetric.count("violations", "violations found in the answer"));
    }
}
