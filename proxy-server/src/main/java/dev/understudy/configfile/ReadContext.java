package dev.understudy.configfile;

import dev.understudy.configfile.BoundedFiles.Unreadable;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What one reading shares: where problems go, what the environment holds, which files were touched. One thread. */
final class ReadContext {
    private static final int LARGEST_TEXT = 1 << 20;

    final Problems problems;
    final Secrets secrets;
    final Capabilities capabilities;
    private final UnaryOperator<@Nullable String> environment;
    private final Path folder;
    private final Set<Path> files = new LinkedHashSet<>();
    private final Set<String> keys = new TreeSet<>();

    ReadContext(
            Problems problems,
            Secrets secrets,
            Capabilities capabilities,
            UnaryOperator<@Nullable String> environment,
            Path folder) {
        this.problems = problems;
        this.secrets = secrets;
        this.capabilities = capabilities;
        this.environment = environment;
        this.folder = folder;
    }

    @Nullable
    String variable(String name) {
        return environment.apply(name);
    }

    /** A path in the file is relative to the file; the result is watched from now on. */
    Path referenced(String path) {
        Path resolved = folder.resolve(path);
        files.add(resolved);
        return resolved;
    }

    String textOf(String path) throws Unreadable {
        return BoundedFiles.text(BoundedFiles.bytes(referenced(path), LARGEST_TEXT));
    }

    Set<Path> files() {
        return files;
    }

    /** Notes that a key was asked for, as {@code shadows[].sample.percent}. */
    void asked(String path) {
        keys.add(path.replaceAll("\\[\\d+]", "[]"));
    }

    /** Every key that this reading could have understood, for the test that holds the documentation to it. */
    Set<String> keys() {
        return keys;
    }
}
