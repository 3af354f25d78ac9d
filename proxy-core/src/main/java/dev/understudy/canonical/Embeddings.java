package dev.understudy.canonical;

import java.util.List;

/**
 * Vectors that stand for texts. Immutable; the arrays must not be changed.
 *
 * @param count how many there were
 * @param dimensions numbers in the longest of them
 * @param vectors in the order of their inputs; fewer than {@code count} where an answer was too large to be kept whole
 */
public record Embeddings(int count, int dimensions, List<float[]> vectors) {
    public Embeddings {
        vectors = List.copyOf(vectors);
    }
}
