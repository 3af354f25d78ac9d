package dev.understudy.compare.json;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;
import java.util.List;

/** Makes {@code json}. Options: those of {@link JsonRules}, and {@code threshold}: the largest divergence that is still a match. */
public final class JsonComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return JsonComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        ComparatorOptions options = ComparatorOptions.of(config, JsonRules.optionsAnd("threshold"));
        return new JsonComparator(JsonRules.from(options), options.number("threshold", 0, 0, 1));
    }

    @Override
    public List<ComparatorMetric> metrics() {
        return List.of(
                ComparatorMetric.share("valid", "1 for an answer that has JSON"),
                ComparatorMetric.count("leaves", "scalars and empty containers in its JSON"));
    }
}
