package dev.understudy.sandbox.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The demo's configuration as real files in a folder of its own, so that one can edit them while it runs. The folder goes
 * with {@link #close}.
 */
final class DemoFiles implements AutoCloseable {
    static final String LIVE_PROMPT = "refund.v1.md";
    static final String CANDIDATE_PROMPT = "refund.v2.md";
    private static final String CONFIG = "understudy.yaml";

    private final Path folder;

    private DemoFiles(Path folder) {
        this.folder = folder;
    }

    static DemoFiles write(int port, int adminPort, String upstream) throws IOException {
        Path folder = Files.createTempDirectory("understudy-demo-");
        Files.createDirectory(folder.resolve("prompts"));
        Files.writeString(folder.resolve("prompts").resolve(CANDIDATE_PROMPT), resource(CANDIDATE_PROMPT));
        Files.writeString(
                folder.resolve(CONFIG),
                resource(CONFIG)
                        .replace("@PORT@", Integer.toString(port))
                        .replace("@ADMIN_PORT@", Integer.toString(adminPort))
                        .replace("@UPSTREAM@", upstream));
        return new DemoFiles(folder);
    }

    Path config() {
        return folder.resolve(CONFIG);
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(DemoFiles.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Only what was written here: a user may have put something of his own beside it, and that stays. */
    @Override
    public void close() {
        Path prompts = folder.resolve("prompts");
        for (Path path : List.of(prompts.resolve(CANDIDATE_PROMPT), prompts, config(), folder)) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException notEmpty) {
                return;
            }
        }
    }
}
