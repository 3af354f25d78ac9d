package dev.understudy.compare.text;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.ConfigException;
import java.util.List;

/** Makes {@code language}. Option {@code expect}: the ISO 639-1 code that answers should be in. */
public final class LanguageComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return LanguageComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        String expected = ComparatorOptions.of(config, "expect").text("expect", "");
        if (!expected.isEmpty() && !expected.matches("[a-z]{2}")) {
            throw new ConfigException("expect", expected, "two letters, such as en");
        }
        return new LanguageComparator(expected);
    }

    @Override
    public List<ComparatorMetric> metrics() {
        return List.of(ComparatorMetric.share("expected", "1 for an answer in the language of the option expect"));
    }
}
