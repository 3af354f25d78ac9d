package dev.understudy.embedding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.understudy.compare.semantic.Embedder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Embeds with {@link MiniLm}, which is loaded when the first text comes. Vectors are cached by the hash of the text: live's
 * answer is embedded once for candidate and control. Thread-safe.
 */
public final class LocalEmbedder implements Embedder {
    /** Leaves room for words that are several pieces. */
    private static final int MOST_WORDS = 150;

    /** A vector and its key take about 1.8 KB: 15 MB. */
    private static final long MOST_CACHED = 8_192;

    /** Loaded once a process, with the first text, however many comparators there are; a failure stays one. */
    private static final class Loaded {
        static final Cache<String, float[]> VECTORS = Caffeine.newBuilder()
                .maximumSize(MOST_CACHED)
                .executor(Runnable::run)
                .build();

        static final Object MODEL = load();

        private Loaded() {}

        private static Object load() {
            try {
                return MiniLm.load();
            } catch (Exception | LinkageError unusable) {
                return unusable;
            }
        }
    }

    @Override
    public int mostWords() {
        return MOST_WORDS;
    }

    /** The same array for the same text: not to be changed. */
    @Override
    public float[] embed(String text) {
        String key = key(text);
        float[] known = Loaded.VECTORS.getIfPresent(key);
        if (known != null) {
            return known;
        }
        if (!(Loaded.MODEL instanceof MiniLm model)) {
            throw new IllegalStateException(String.valueOf(Loaded.MODEL));
        }
        try {
            float[] vector = model.embed(text);
            Loaded.VECTORS.put(key, vector);
            return vector;
        } catch (ai.onnxruntime.OrtException failed) {
            throw new IllegalStateException("the model failed", failed);
        }
    }

    private static String key(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
