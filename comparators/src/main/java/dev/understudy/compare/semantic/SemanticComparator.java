package dev.understudy.compare.semantic;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Judgeable;
import dev.understudy.compare.Wording;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Asked;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How far the answers are apart in meaning, as a model of language has it. Does not see negations and numbers: {@code facts} does. */
final class SemanticComparator implements Comparator {
    static final String NAME = "semantic";
    static final double DEFAULT_THRESHOLD = 0.2;
    static final int DEFAULT_SEGMENTS = 16;

    private final Embedder embedder;
    private final double threshold;
    private final int mostSegments;

    SemanticComparator(Embedder embedder, double threshold, int mostSegments) {
        this.embedder = embedder;
        this.threshold = threshold;
        this.mostSegments = mostSegments;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean takesLong() {
        return true;
    }

    @Override
    public Comparison compare(Asked asked, Answer live, Answer other) {
        String obstacle = Judgeable.obstacle(live, other);
        if (obstacle != null) {
            return Comparison.notComparable(obstacle);
        }
        Segments liveSegments = segments(live);
        Segments otherSegments = segments(other);
        if (liveSegments.texts().isEmpty() || otherSegments.texts().isEmpty()) {
            return Comparison.notComparable(
                    (liveSegments.texts().isEmpty() ? live : other).arm().label() + " has no text");
        }
        MeaningDistance apart;
        try {
            apart = liveSegments.equals(otherSegments)
                    ? MeaningDistance.NONE
                    : MeaningDistance.between(
                            liveSegments.texts(), vectors(liveSegments), otherSegments.texts(), vectors(otherSegments));
        } catch (IllegalStateException unusable) {
            return Comparison.notComparable(Wording.excerpt(
                    "the embedding model cannot be used: " + unusable.getMessage(), Wording.EXPLANATION_LIMIT));
        }
        double distance = apart.both();
        return Comparison.of(
                distance <= threshold,
                distance,
                qualities(liveSegments, apart.seenFrom(true)),
                qualities(otherSegments, apart.seenFrom(false)),
                explain(distance, liveSegments, otherSegments));
    }

    private Segments segments(Answer answer) {
        String text = answer.completion().text();
        String visible =
                text != null && !text.isBlank() ? text : answer.completion().refusal();
        return Segments.of(visible == null ? "" : visible, embedder.mostWords(), mostSegments);
    }

    private List<float[]> vectors(Segments segments) {
        return segments.texts().stream().map(embedder::embed).toList();
    }

    private static Map<String, Double> qualities(Segments segments, Map<String, Double> apart) {
        Map<String, Double> qualities = new HashMap<>(apart);
        qualities.put("segments", (double) segments.texts().size());
        return qualities;
    }

    private static String explain(double distance, Segments live, Segments other) {
        String measured = String.format(Locale.ROOT, "cosine %.2f", 1 - distance);
        return live.cut() || other.cut() ? measured + ", of the beginnings only" : measured;
    }
}
