package dev.understudy.configfile;

import dev.understudy.config.ProxyConfig;
import dev.understudy.configfile.BoundedFiles.Unreadable;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.configfile.ConfigLoad.Refused;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A configuration file, read strictly: every problem is found, each with its place, and nothing is guessed. Immutable
 * and thread-safe; each {@link #load} reads the file anew. A file may have up to 1 MiB.
 */
public final class ConfigFile {
    private final Path path;
    private final Capabilities capabilities;
    private final UnaryOperator<@Nullable String> environment;

    /** A file whose {@code ${NAME}} come from the process environment. */
    public ConfigFile(Path path, Capabilities capabilities) {
        this(path, capabilities, System::getenv);
    }

    /** @param environment gives the value of a variable, or null */
    public ConfigFile(Path path, Capabilities capabilities, UnaryOperator<@Nullable String> environment) {
        this.path = path;
        this.capabilities = capabilities;
        this.environment = environment;
    }

    public Path path() {
        return path;
    }

    /** Reads and checks the file and everything it refers to. Never throws for what stands in them. */
    public ConfigLoad load() {
        return load(null);
    }

    /** Checks a text as if it stood in the file: what it refers to is looked for beside the file. Reads the file itself not at all. */
    public ConfigLoad check(String text) {
        return load(text);
    }

    private ConfigLoad load(@Nullable String instead) {
        Secrets secrets = new Secrets();
        Problems problems = new Problems(path.toString(), secrets);
        Path folder = path.toAbsolutePath().getParent();
        ReadContext context = new ReadContext(
                problems, secrets, capabilities, environment, folder == null ? path.toAbsolutePath() : folder);
        ProxyConfig config = read(context, instead);
        Fingerprint fingerprint = context.fingerprint();
        List<Problem> found = problems.sorted();
        return config == null || problems.errors() > 0
                ? new Refused(found, fingerprint)
                : new Loaded(config, found, fingerprint, secrets, context.keys());
    }

    private @Nullable ProxyConfig read(ReadContext context, @Nullable String instead) {
        try {
            String text = instead == null ? BoundedFiles.text(context.bytesOf(path)) : instead;
            Value tree = YamlTree.parse(text, context.problems);
            return tree == null ? null : ConfigReader.read(context, tree);
        } catch (Unreadable unreadable) {
            context.problems.error(unreadable.at(), "(file)", unreadable.problem(), "a readable YAML file in UTF-8");
            return null;
        }
    }
}
