package dev.understudy.compare.text;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.ComparatorFactory;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.ConfigException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes {@code text}. Options: {@code threshold}, the largest divergence that is still a match, 0 to 1; and {@code also},
 * measures to take beside it: {@code characters}, {@code rouge_l}, {@code chrf}.
 */
public final class TextComparatorFactory implements ComparatorFactory {
    @Override
    public String name() {
        return TextComparator.NAME;
    }

    @Override
    public Comparator create(ComparatorConfig config) {
        ComparatorOptions options = ComparatorOptions.of(config, "threshold", "also");
        double threshold = options.number("threshold", TextComparator.DEFAULT_THRESHOLD, 0, 1);
        List<Similarity> similarities = new ArrayList<>();
        for (String name : options.strings("also")) {
            similarities.add(similarity("also[" + similarities.size() + "]", name));
        }
        return new TextComparator(threshold, similarities);
    }

    private static Similarity similarity(String key, String name) {
        return Arrays.stream(Similarity.values())
                .filter(similarity -> similarity.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException(key, name, "characters, rouge_l or chrf"));
    }

    @Override
    public List<ComparatorMetric> metrics() {
        List<ComparatorMetric> metrics = new ArrayList<>();
        metrics.add(ComparatorMetric.amount("words", "words", "words of the answer"));
        metrics.add(ComparatorMetric.distance("added", "share of its words that do not occur in the other answer"));
        metrics.add(ComparatorMetric.distance("missing", "share of the other answer's words that do not occur in it"));
        metrics.add(ComparatorMetric.amount("characters", "characters", "characters of the answer"));
        Arrays.stream(Similarity.values()).map(Similarity::metric).forEach(metrics::add);
        return List.copyOf(metrics);
    }
}
