package dev.understudy.compare.semantic;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.ConfigException;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Makes {@code semantic}. Options: {@code threshold}, the largest divergence that is still a match; {@code segments}, how many
 * pieces of each answer are read at most.
 */
public final class SemanticComparatorFactory implements ComparatorFactory {
    private static final int MOST_SEGMENTS = 64;

    @Override
    public String name() {
        return SemanticComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        ComparatorOptions options = ComparatorOptions.of(config, "threshold", "segments");
        double threshold = options.number("threshold", SemanticComparator.DEFAULT_THRESHOLD, 0, 1);
        int segments = options.whole("segments", SemanticComparator.DEFAULT_SEGMENTS, 1, MOST_SEGMENTS);
        Embedder embedder = ServiceLoader.load(Embedder.class, SemanticComparatorFactory.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new ConfigException("model", "none", "an embedding model on the class path"));
        return new SemanticComparator(embedder, threshold, segments);
    }

    @Override
    public List<ComparatorMetric> metrics() {
        return List.of(
                ComparatorMetric.distance("added", "how far what it says is from what the other answer says"),
                ComparatorMetric.distance("missing", "how far what the other answer says is from what it says"),
                ComparatorMetric.count("segments", "pieces of the answer that were embedded"));
    }
}
