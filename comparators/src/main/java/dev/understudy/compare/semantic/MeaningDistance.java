package dev.understudy.compare.semantic;

import java.util.List;
import java.util.Map;

/**
 * How far two segmented texts are apart: every segment looks for the one most like it on the other side, and the cosines
 * are averaged by length. Each side by itself says what of it the other does not say; the mean of both is symmetric. For
 * two single segments all are their cosine's.
 *
 * @param added how far what the other answer says is from what live says
 * @param missing how far what live says is from what the other answer says
 */
record MeaningDistance(double added, double missing) {
    /** Of a text from itself. */
    static final MeaningDistance NONE = new MeaningDistance(0, 0);

    static MeaningDistance between(
            List<String> live, List<float[]> liveVectors, List<String> other, List<float[]> otherVectors) {
        return new MeaningDistance(
                1 - mean(other, otherVectors, liveVectors), 1 - mean(live, liveVectors, otherVectors));
    }

    /** 0 for the same meaning to 1; a negative cosine counts as 1. */
    double both() {
        return share((added + missing) / 2);
    }

    /** As live sees the other answer ({@code added}: what only the other says), or the other way round. */
    Map<String, Double> seenFrom(boolean live) {
        double ours = share(live ? missing : added);
        double theirs = share(live ? added : missing);
        return Map.of("added", ours, "missing", theirs);
    }

    /** What is left of rounding between equal vectors is no distance. */
    private static double share(double distance) {
        return distance < 1e-6 ? 0 : Math.min(1, distance);
    }

    private static double mean(List<String> texts, List<float[]> vectors, List<float[]> others) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < vectors.size(); i++) {
            double best = -1;
            for (float[] candidate : others) {
                best = Math.max(best, cosine(vectors.get(i), candidate));
            }
            double weight = texts.get(i).length();
            sum += weight * best;
            weights += weight;
        }
        return sum / weights;
    }

    /** Of vectors of length 1. */
    static double cosine(float[] one, float[] another) {
        double dot = 0;
        for (int i = 0; i < one.length; i++) {
            dot += (double) one[i] * another[i];
        }
        return dot;
    }
}
