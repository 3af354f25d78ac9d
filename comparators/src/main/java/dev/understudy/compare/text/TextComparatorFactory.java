package dev.understudy.compare.text;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;

/** Makes {@code text}. Option {@code threshold}: the largest divergence that is still a match, 0 to 1. */
public final class TextComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return TextComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        ComparatorOptions options = ComparatorOptions.of(config, "threshold");
        return new TextComparator(options.number("threshold", TextComparator.DEFAULT_THRESHOLD, 0, 1));
    }
}
