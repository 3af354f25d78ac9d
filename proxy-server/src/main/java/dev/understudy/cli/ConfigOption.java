package dev.understudy.cli;

import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.configfile.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --config FILE}, as all commands that need one have it. */
final class ConfigOption {
    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration file (YAML).")
    @SuppressWarnings("NullAway.Init") // required
    private Path config;

    Path path() {
        return config;
    }

    ConfigFile file() {
        return new ConfigFile(config, new BuildCapabilities());
    }

    /** Reads the file and prints every problem; empty when it cannot be used. */
    Optional<Loaded> load(PrintWriter problems) {
        ConfigLoad load = file().load();
        load.problems().forEach(problems::println);
        return load instanceof Loaded loaded ? Optional.of(loaded) : Optional.empty();
    }

    /** {@code 2 errors, 1 warning}. */
    static String count(ConfigLoad load) {
        long errors = load.problems().stream().filter(Problem::isError).count();
        long warnings = load.problems().size() - errors;
        return errors
                + (errors == 1 ? " error, " : " errors, ")
                + warnings
                + (warnings == 1 ? " warning" : " warnings");
    }
}
