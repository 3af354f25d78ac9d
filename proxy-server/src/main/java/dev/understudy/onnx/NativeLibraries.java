package dev.understudy.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Puts ONNX Runtime's native libraries into a folder of ours while they are loaded, and takes it away at once: left to
 * itself the runtime leaves a folder of 30 MB behind for every process that is killed. A loaded library needs no file on
 * POSIX systems; elsewhere the folder goes when the process ends.
 */
public final class NativeLibraries {
    private static final String PATH = "onnxruntime.native.path";
    private static final String RESOURCES = "/ai/onnxruntime/native/";

    private NativeLibraries() {}

    /**
     * Runs what loads the libraries; one after the other, and only the first has any to load.
     *
     * @throws Exception what loading throws, or what kept the libraries from being there
     */
    public static synchronized void around(Loading loading) throws Exception {
        if (System.getProperty(PATH) != null) {
            loading.load();
            return;
        }
        Path folder = Files.createTempDirectory("understudy-onnx"); // for this user only
        try {
            for (String library : List.of("onnxruntime", "onnxruntime4j_jni")) {
                copy(System.mapLibraryName(library), folder);
            }
            System.setProperty(PATH, folder.toString());
            loading.load();
        } finally {
            System.clearProperty(PATH);
            remove(folder);
        }
    }

    /** Something that may fail in any way that loading can. */
    public interface Loading {
        void load() throws Exception;
    }

    private static void copy(String name, Path folder) throws IOException {
        try (InputStream library = NativeLibraries.class.getResourceAsStream(RESOURCES + platform() + "/" + name)) {
            if (library == null) {
                throw new IOException("no ONNX Runtime for " + platform());
            }
            Files.copy(library, folder.resolve(name));
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String family = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
        return family + (processor.contains("aarch64") || processor.contains("arm64") ? "-aarch64" : "-x64");
    }

    private static void remove(Path folder) {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                file.toFile().deleteOnExit();
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException inUse) {
            // Windows holds on to loaded libraries: both go when the process ends.
            folder.toFile().deleteOnExit();
        }
    }
}
