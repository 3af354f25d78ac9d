package dev.understudy.compare.vectors;

import dev.understudy.canonical.Embeddings;
import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Judgeable;
import dev.understudy.compare.Qualities;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Asked;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the embeddings of the same texts are apart: 1 − cosine, averaged over the texts. Only vectors of one model can be
 * compared; of two models nothing but the number and size can be told, and it is.
 */
final class VectorsComparator implements Comparator {
    static final String NAME = "vectors";
    static final double DEFAULT_TOLERANCE = 0.01;

    private final double tolerance;

    VectorsComparator(double tolerance) {
        this.tolerance = tolerance;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Comparison compare(Asked asked, Answer live, Answer other) {
        String obstacle = Judgeable.obstacle(live, other);
        Embeddings one = live.completion().embeddings();
        Embeddings another = other.completion().embeddings();
        if (obstacle != null || one == null || another == null) {
            return Comparison.notComparable(obstacle != null ? obstacle : "no embeddings on both sides");
        }
        double distance = distance(one, another);
        if (Double.isNaN(distance)) {
            return new Comparison.NotComparable(qualities(one), qualities(another), unlike(one, another));
        }
        return Comparison.of(
                distance <= tolerance,
                Math.min(1, distance),
                qualities(one),
                qualities(another),
                "cosine distance " + Math.round(distance * 1e6) / 1e6 + " over "
                        + one.vectors().size() + " vectors");
    }

    private static String unlike(Embeddings one, Embeddings another) {
        return described(one) + " cannot be compared with " + described(another);
    }

    private static String described(Embeddings embeddings) {
        return embeddings.count() + " vectors of " + embeddings.dimensions();
    }

    /** NaN where there is no such distance: other sizes, no vectors, a vector that is zero or no number. */
    private static double distance(Embeddings one, Embeddings another) {
        int pairs = Math.min(one.vectors().size(), another.vectors().size());
        if (one.count() != another.count() || pairs == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < pairs; i++) {
            sum += distance(one.vectors().get(i), another.vectors().get(i));
        }
        return sum / pairs;
    }

    private static double distance(float[] one, float[] another) {
        if (one.length != another.length) {
            return Double.NaN;
        }
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < one.length; i++) {
            product += (double) one[i] * another[i];
            first += (double) one[i] * one[i];
            second += (double) another[i] * another[i];
        }
        double cosine = product / Math.sqrt(first * second);
        return Math.max(0, 1 - cosine); // rounding may pass 1; NaN stays
    }

    private static Map<String, Double> qualities(@Nullable Embeddings embeddings) {
        return embeddings == null
                ? Map.of()
                : new Qualities()
                        .add("vectors", embeddings.count())
                        .add("dimensions", embeddings.dimensions())
                        .toMap();
    }
}
