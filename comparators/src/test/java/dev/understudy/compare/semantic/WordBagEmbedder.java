package dev.understudy.compare.semantic;

/** For tests: a text's direction is which words it has, by their hashes. */
public final class WordBagEmbedder implements Embedder {
    private static final int DIMENSIONS = 256;

    @Override
    public int mostWords() {
        return 8;
    }

    @Override
    public float[] embed(String text) {
        float[] vector = new float[DIMENSIONS];
        for (String word : text.split("\\s+")) {
            vector[Math.floorMod(word.hashCode(), DIMENSIONS)]++;
        }
        double square = 0;
        for (float value : vector) {
            square += value * value;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(square);
        }
        return vector;
    }
}
