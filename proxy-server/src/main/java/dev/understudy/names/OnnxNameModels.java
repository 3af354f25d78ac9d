package dev.understudy.names;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.understudy.config.ConfigException;
import dev.understudy.config.NamesConfig;
import dev.understudy.onnx.NativeLibraries;
import dev.understudy.onnx.WordPieceTokenizer;
import dev.understudy.privacy.NameFinder;
import dev.understudy.privacy.NameModels;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Opens token classifiers in ONNX, as {@code optimum-cli export onnx --task token-classification} writes them: {@code model.onnx}
 * (or {@code onnx/model.onnx}), {@code tokenizer.json}, {@code config.json}. Each is loaded once, while somebody uses it and its files
 * stay as they are. Thread-safe.
 */
public final class OnnxNameModels implements NameModels {
    private static final String FILES = "a folder with model.onnx, tokenizer.json and config.json";
    private static final int USUAL_LONGEST = 512;
    private static final int SHORTEST = 16;
    private static final long LARGEST_MODEL = 4L << 30;
    private static final long LARGEST_JSON = 64L << 20;

    private record Known(List<String> files, WeakReference<NameFinder> finder) {}

    private static final Map<Path, Known> OPEN = new HashMap<>();

    @Override
    public NameFinder open(NamesConfig names) {
        Path folder = names.model().toAbsolutePath().normalize();
        Path beside = folder.resolve("model.onnx");
        Path below = folder.resolve("onnx").resolve("model.onnx");
        Path model = Files.exists(beside) || !Files.exists(below) ? beside : below;
        Path tokenizer = folder.resolve("tokenizer.json");
        Path config = folder.resolve("config.json");
        synchronized (OPEN) {
            List<String> present = new ArrayList<>();
            present.add(state(model, LARGEST_MODEL));
            present.add(state(tokenizer, LARGEST_JSON));
            present.add(state(config, LARGEST_JSON));
            NameFinder open = open(folder, present);
            if (open == null) {
                open = load(model, json(tokenizer), json(config));
                OPEN.values().removeIf(known -> known.finder().refersTo(null));
                OPEN.put(folder, new Known(present, new WeakReference<>(open)));
            }
            return open;
        }
    }

    private static @Nullable NameFinder open(Path folder, List<String> present) {
        Known known = OPEN.get(folder);
        return known != null && known.files().equals(present) ? known.finder().get() : null;
    }

    /** What changes when a file does. */
    private static String state(Path file, long largest) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > largest) {
                throw new ConfigException("model", file + ": no such file, or too large", FILES);
            }
            return file.toRealPath() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException unreadable) {
            throw new ConfigException("model", file + ": " + unreadable.getMessage(), FILES);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (IOException | JacksonException broken) {
            throw new ConfigException("model", file.getFileName() + ": no JSON", FILES);
        }
    }

    private static NameFinder load(Path model, JsonNode tokenizer, JsonNode config) {
        WordPieceTokenizer pieces = WordPieceTokenizer.of(tokenizer);
        Labels labels = Labels.of(config);
        int longest = config.path("max_position_embeddings").asInt(USUAL_LONGEST);
        OrtEnvironment[] environment = new OrtEnvironment[1];
        try {
            NativeLibraries.around(() -> environment[0] = OrtEnvironment.getEnvironment());
        } catch (Exception | LinkageError unusable) {
            throw new ConfigException("model", "cannot be run here: " + unusable.getMessage(), "ONNX Runtime");
        }
        int window = Math.max(SHORTEST, Math.min(USUAL_LONGEST, longest));
        return new NameModel(environment[0], session(environment[0], model), pieces, labels, window);
    }

    private static OrtSession session(OrtEnvironment environment, Path model) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return environment.createSession(model.toString(), options);
        } catch (OrtException broken) {
            throw new ConfigException("model", "model.onnx: " + broken.getMessage(), "a model in ONNX");
        }
    }
}
