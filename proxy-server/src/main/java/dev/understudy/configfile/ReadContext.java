package dev.understudy.configfile;

import dev.understudy.configfile.BoundedFiles.Unreadable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one reading shares: where problems go, what the environment holds, which files were touched. One thread. */
final class ReadContext {
    /** The largest file that is read: configuration, prompt, secret or certificate. */
    static final int LARGEST = 1 << 20;

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    final Problems problems;
    final Secrets secrets;
    final Capabilities capabilities;
    private final UnaryOperator<@Nullable String> environment;
    private final Path folder;
    private final Map<Path, String> seen = new LinkedHashMap<>();
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

    /** A path in the file is relative to the file. */
    Path resolve(String path) {
        return folder.resolve(path);
    }

    /** The content of any file this reading needs; what was seen there is remembered, for telling a change later. */
    byte[] bytesOf(Path file) throws Unreadable {
        try {
            byte[] bytes = BoundedFiles.bytes(file, LARGEST);
            seen.putIfAbsent(file, Fingerprint.digest(bytes));
            return bytes;
        } catch (Unreadable unreadable) {
            seen.putIfAbsent(file, unreadable.problem());
            throw unreadable;
        }
    }

    String textOf(String path) throws Unreadable {
        return BoundedFiles.text(bytesOf(resolve(path)));
    }

    Fingerprint fingerprint() {
        return new Fingerprint(seen);
    }

    /** Notes that a key was asked for, as {@code shadows[].sample.percent}. */
    void asked(String path) {
        keys.add(path.indexOf('[') < 0 ? path : INDEX.matcher(path).replaceAll("[]"));
    }

    /** Every key that this reading could have understood, for the test that holds the documentation to it. */
    Set<String> keys() {
        return keys;
    }
}
