package dev.understudy.compare.status;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;
import java.util.List;

/** Makes {@code status}. No options. */
public final class StatusComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return StatusComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        ComparatorOptions.of(config);
        return new StatusComparator();
    }

    @Override
    public List<ComparatorMetric> metrics() {
        return List.of(
                new ComparatorMetric(
                        "http_status", ComparatorMetric.Scale.CODE, "", "the HTTP status; 0 without a response"),
                ComparatorMetric.share("error", "1 for an answer that failed"),
                ComparatorMetric.share("cut_at_length", "1 for an answer that ran into its length limit"),
                ComparatorMetric.share("content_filtered", "1 for an answer that the provider's filter stopped"));
    }
}
