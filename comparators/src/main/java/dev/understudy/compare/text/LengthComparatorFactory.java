package dev.understudy.compare.text;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;
import java.util.List;

/** Makes {@code length}. Option {@code tolerance}: how much longer an answer may be and still match, as a share. */
public final class LengthComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return LengthComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        return new LengthComparator(ComparatorOptions.of(config, "tolerance")
                .number("tolerance", LengthComparator.DEFAULT_TOLERANCE, 0, Double.MAX_VALUE));
    }

    @Override
    public List<ComparatorMetric> metrics() {
        return List.of(ComparatorMetric.amount("words", "words", "words of the answer"));
    }
}
