package dev.understudy.compare.text;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;
import java.util.Arrays;
import java.util.List;

/** Makes {@code format}. No options. */
public final class FormatComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return FormatComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        ComparatorOptions.of(config);
        return new FormatComparator();
    }

    @Override
    public List<ComparatorMetric> metrics() {
        return Arrays.stream(Layout.Element.values())
                .map(element -> ComparatorMetric.count(
                        element.label(), element.label().replace('_', ' ') + " in the answer's Markdown"))
                .toList();
    }
}
