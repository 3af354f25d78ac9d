package dev.understudy.sandbox.model;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A plain stand-in for an embedding model: each word has a direction of its own, a text is the sum of its words' directions,
 * scaled to length 1. So texts that share words are near each other, and the same text always has the same vector.
 */
public final class Embedder {
    private Embedder() {}

    /** @param dimensions 1 or more */
    public static float[] embed(String text, int dimensions) {
        double[] sum = new double[dimensions];
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            SplittableRandom direction = new SplittableRandom(Dice.hash(word));
            for (int i = 0; i < dimensions; i++) {
                sum[i] += direction.nextDouble(-1, 1);
            }
        }
        double length = 0;
        for (double each : sum) {
            length += each * each;
        }
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (sum[i] / Math.sqrt(length));
        }
        return vector;
    }
}
