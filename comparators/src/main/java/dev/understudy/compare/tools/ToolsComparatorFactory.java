package dev.understudy.compare.tools;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.compare.json.JsonRules;
import dev.understudy.config.ComparatorConfig;
import java.util.List;

/** Makes {@code tools}. Options: those of {@link JsonRules}, applied to the arguments of each call. */
public final class ToolsComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return ToolsComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        return new ToolsComparator(JsonRules.from(ComparatorOptions.of(config, JsonRules.optionsAnd())));
    }

    @Override
    public List<ComparatorMetric> metrics() {
        return CallFaults.METRICS;
    }
}
