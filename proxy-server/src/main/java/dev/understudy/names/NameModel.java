package dev.understudy.names;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.understudy.config.ConfigException;
import dev.understudy.onnx.Pieces;
import dev.understudy.onnx.WordPieceTokenizer;
import dev.understudy.privacy.NameFinder;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A token classifier, loaded. Texts longer than it can read are read in windows that overlap, and of two windows each has its
 * say about what is farther from its edge. A run uses the calling thread only. What was found is kept by the hash of the text, since
 * each turn of a conversation brings the earlier ones again. Thread-safe; the session closes when nobody has the model any more.
 */
final class NameModel implements NameFinder {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final Set<String> INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids");
    private static final long MOST_KEPT = 4_096;
    private static final String CLASSIFIER =
            "a token classifier: input_ids and attention_mask to a number for each piece and label";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieceTokenizer tokenizer;
    private final Labels labels;
    private final int window;
    private final Set<String> inputs;
    private final Cache<String, List<Name>> known =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).executor(Runnable::run).build();

    /**
     * Takes the session, and closes it if it is none that can be used.
     *
     * @param longest pieces that the model was trained to read, marks included
     * @throws ConfigException if it does not take what a token classifier takes, or does not answer as one
     */
    NameModel(
            OrtEnvironment environment, OrtSession session, WordPieceTokenizer tokenizer, Labels labels, int longest) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
        this.labels = labels;
        this.window = longest - 2;
        this.inputs = session.getInputNames();
        try {
            check(session);
            in("Jane Doe lives in Springfield.");
        } catch (OrtException | IllegalStateException | ConfigException refused) {
            close(session);
            throw refused instanceof ConfigException told ? told : unusable(String.valueOf(refused.getMessage()));
        }
        CLEANER.register(this, () -> close(session));
    }

    private void check(OrtSession opened) throws OrtException {
        for (Map.Entry<String, NodeInfo> input : opened.getInputInfo().entrySet()) {
            boolean whole =
                    input.getValue().getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.INT64;
            if (!INPUTS.contains(input.getKey()) || !whole) {
                throw unusable("input " + input.getKey());
            }
        }
        if (!inputs.contains("input_ids")) {
            throw unusable("no input_ids");
        }
    }

    private static ConfigException unusable(String problem) {
        return new ConfigException("model", "model.onnx: " + problem, CLASSIFIER);
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException failed) {
            throw new IllegalStateException("the session of a model that nobody uses does not close", failed);
        }
    }

    @Override
    public List<Name> in(String text) {
        String key = key(text);
        List<Name> found = known.getIfPresent(key);
        if (found == null) {
            Pieces pieces = tokenizer.pieces(text);
            found = List.copyOf(labels.names(pieces, said(pieces)));
            known.put(key, found);
        }
        return found;
    }

    /** The label of each piece. */
    private int[] said(Pieces pieces) {
        int[] said = new int[pieces.count()];
        int from = 0;
        int settled = 0;
        while (settled < pieces.count()) {
            int length = Math.min(window, pieces.count() - from);
            int[] here = run(pieces, from, length);
            System.arraycopy(here, settled - from, said, settled, from + length - settled);
            if (from + length == pieces.count()) {
                break;
            }
            int overlap = window / 4;
            settled = from + length - overlap / 2;
            from = wordStart(pieces, from + length - overlap, from + 1);
        }
        return said;
    }

    /** The beginning of the word that this piece is of, if that is not too far. */
    private static int wordStart(Pieces pieces, int piece, int first) {
        int start = piece;
        while (start > first && pieces.continues(start)) {
            start--;
        }
        return start;
    }

    private int[] run(Pieces pieces, int from, int length) {
        long[] row = pieces.between(tokenizer.begin(), from, length, tokenizer.end());
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            for (String input : inputs) {
                tensors.put(input, OnnxTensor.createTensor(environment, new long[][] {values(input, row)}));
            }
            try (OrtSession.Result result = session.run(tensors)) {
                return best(result.get(0).getValue(), length);
            }
        } catch (OrtException failed) {
            throw new IllegalStateException("the model for names failed: " + failed.getMessage(), failed);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
            Reference.reachabilityFence(this);
        }
    }

    private static long[] values(String input, long[] row) {
        return switch (input) {
            case "input_ids" -> row;
            case "attention_mask" -> {
                long[] ones = new long[row.length];
                Arrays.fill(ones, 1);
                yield ones;
            }
            default -> new long[row.length]; // token_type_ids: there is one sequence, the first
        };
    }

    private int[] best(Object value, int length) {
        boolean fits = value instanceof float[][][] numbers
                && numbers.length == 1
                && numbers[0].length == length + 2
                && numbers[0][0].length == labels.count();
        if (!fits) {
            throw unusable("answers something else than " + labels.count() + " numbers a piece");
        }
        float[][] rows = ((float[][][]) value)[0];
        int[] best = new int[length];
        for (int piece = 0; piece < length; piece++) {
            float[] row = rows[piece + 1];
            for (int label = 1; label < row.length; label++) {
                best[piece] = row[label] > row[best[piece]] ? label : best[piece];
            }
        }
        return best;
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
