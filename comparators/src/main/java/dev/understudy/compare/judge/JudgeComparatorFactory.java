package dev.understudy.compare.judge;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;
import java.util.List;

/** Makes {@code judge}. It has no options: who the judge is stands in the shadow's {@code judge}. */
public final class JudgeComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return JudgeComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        ComparatorOptions.of(config);
        return new JudgeComparator();
    }

    @Override
    public List<ComparatorMetric> metrics() {
        return List.of(
                ComparatorMetric.share("win", "1 when the judge prefers the answer, 0.5 for a tie, 0 otherwise"),
                ComparatorMetric.share("consistent", "1 when the judge said the same in both orders"));
    }
}
