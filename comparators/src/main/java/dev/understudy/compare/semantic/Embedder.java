package dev.understudy.compare.semantic;

/**
 * Turns a short text into a vector whose direction is its meaning. Found with {@link java.util.ServiceLoader}; loads what it
 * needs when it is first asked, and not before. Thread-safe. May take tens of milliseconds.
 */
public interface Embedder {
    /** A text of more words may be read in part only. */
    int mostWords();

    /**
     * A vector of length 1; always of the same dimension.
     *
     * @throws IllegalStateException when the model cannot be used, with the reason
     */
    float[] embed(String text);
}
