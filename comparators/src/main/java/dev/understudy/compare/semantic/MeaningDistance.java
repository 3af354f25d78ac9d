package dev.understudy.compare.semantic;

import java.util.List;

/**
 * How far two segmented texts are apart: every segment looks for the one most like it on the other side, and the cosines
 * are averaged by length, over both sides alike (so neither is the reference). For two single segments it is their cosine.
 */
final class MeaningDistance {
    private MeaningDistance() {}

    /** 0 for the same meaning to 1; a negative cosine counts as 1. */
    static double between(
            List<String> live, List<float[]> liveVectors, List<String> other, List<float[]> otherVectors) {
        double similarity = (mean(live, liveVectors, otherVectors) + mean(other, otherVectors, liveVectors)) / 2;
        double distance = 1 - similarity;
        // What is left of rounding between equal vectors is no distance.
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
