package dev.understudy.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.understudy.onnx.NativeLibraries;
import dev.understudy.onnx.Pieces;
import dev.understudy.onnx.WordPieceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The model all-MiniLM-L6-v2 (quantized; Apache-2.0), loaded: 23 MB of weights, 384 dimensions. Mean of the last layer over
 * all pieces, brought to length 1. A run uses the calling thread only. Thread-safe; lives as long as the process.
 */
final class MiniLm {
    /** Pieces with their begin and end marks: what the model was trained to read. */
    private static final int MOST_PIECES = 256;

    private static final String WEIGHTS = "/all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

    private final WordPieceTokenizer tokenizer;
    private final OrtEnvironment environment;
    private final OrtSession session;

    private MiniLm(WordPieceTokenizer tokenizer, OrtEnvironment environment, OrtSession session) {
        this.tokenizer = tokenizer;
        this.environment = environment;
        this.session = session;
    }

    static MiniLm load() throws Exception {
        OrtEnvironment[] loaded = new OrtEnvironment[1];
        NativeLibraries.around(() -> loaded[0] = OrtEnvironment.getEnvironment());
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtSession session = loaded[0].createSession(resource(WEIGHTS), options);
            return new MiniLm(tokenizer(), loaded[0], session);
        }
    }

    private static WordPieceTokenizer tokenizer() throws IOException {
        return WordPieceTokenizer.of(JsonMapper.shared().readTree(resource(TOKENIZER)));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream content = MiniLm.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IOException("no resource " + name);
            }
            return content.readAllBytes();
        }
    }

    float[] embed(String text) throws OrtException {
        Pieces pieces = tokenizer.pieces(text, MOST_PIECES - 2);
        long[] numbers = pieces.between(tokenizer.begin(), 0, pieces.count(), tokenizer.end());
        long[] ones = new long[numbers.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor inputs = tensor(numbers);
                OnnxTensor mask = tensor(ones);
                OnnxTensor types = tensor(new long[numbers.length]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", inputs, "attention_mask", mask, "token_type_ids", types))) {
            float[][][] layer = (float[][][]) result.get(0).getValue();
            return unit(mean(layer[0]));
        }
    }

    private OnnxTensor tensor(long[] row) throws OrtException {
        return OnnxTensor.createTensor(environment, new long[][] {row});
    }

    private static float[] mean(float[][] rows) {
        float[] sum = new float[rows[0].length];
        for (float[] row : rows) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += row[i];
            }
        }
        return sum;
    }

    private static float[] unit(float[] vector) {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        float length = (float) Math.sqrt(square);
        for (int i = 0; i < vector.length && length > 0; i++) {
            vector[i] /= length;
        }
        return vector;
    }
}
