package dev.understudy.cli;

import dev.understudy.cli.Failures.Refused;
import dev.understudy.config.PolicyConfig;
import dev.understudy.config.PrivacyConfig;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.privacy.PseudonymKeys;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.privacy.Pseudonymisers;
import dev.understudy.terminal.ProgressLine;
import dev.understudy.terminal.Terminal;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tries a privacy policy on a text. */
@Command(
        name = "redact",
        mixinStandardHelpOptions = true,
        description = {
            "Tries a privacy policy on a text.",
            "Reads text (UTF-8) on standard input and writes it with pseudonyms in place of personal data, or with --spans says what"
                    + " would be replaced. Texts of any length: they are read in blocks of 1 Mi characters, and memory stays the"
                    + " same."
        },
        footer = {
            "",
            "Without a configured privacy.key every run gives other pseudonyms. What is not UTF-8 is read as U+FFFD."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:no such policy, or a configuration that cannot be used"})
final class RedactCommand implements Callable<Integer> {
    @Option(
            names = "--policy",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "default, strict, off, or one of the configuration's own. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // has a default
    private String policy;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A configuration file: its privacy.key and privacy.policies are used.")
    private @Nullable Path config;

    @Option(
            names = "--spans",
            description = "Print a JSON array of {\"start\", \"end\", \"type\", \"replacement\"} instead of the text;"
                    + " offsets count Unicode code points.")
    private boolean spans;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrivacyConfig privacy = config == null ? PrivacyConfig.DEFAULT : loaded(config);
        if (privacy == null) {
            return ExitCode.USAGE;
        }
        PolicyConfig chosen = privacy.policy(policy);
        if (chosen == null) {
            TreeSet<String> names = new TreeSet<>(privacy.policies().keySet());
            PolicyConfig.BUILT_IN.forEach(each -> names.add(each.name()));
            throw new Refused("--policy: " + policy + " (expected: one of " + String.join(", ", names) + ")");
        }
        Pseudonymiser pseudonymiser = Pseudonymisers.of(chosen, PseudonymKeys.of(privacy, Clock.systemUTC()));
        PrintWriter out = spec.commandLine().getOut();
        RedactedStream stream = spans ? RedactedStream.spans(out) : RedactedStream.text(out);
        Reader text = new InputStreamReader(System.in, StandardCharsets.UTF_8);
        try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
            // On a terminal the text itself shows how far it has come, and a line among it would be in the way.
            boolean quiet = Terminal.onTerminal(1);
            stream.read(text, pseudonymiser.forExchange(), done -> {
                if (!quiet) {
                    progress.at("redacted", done, 0);
                }
            });
        }
        out.flush();
        return ExitCode.OK;
    }

    private @Nullable PrivacyConfig loaded(Path file) {
        ConfigLoad load = new ConfigFile(file, new BuildCapabilities()).load();
        load.problems().forEach(spec.commandLine().getErr()::println);
        return load instanceof Loaded loaded ? loaded.config().privacy() : null;
    }
}
