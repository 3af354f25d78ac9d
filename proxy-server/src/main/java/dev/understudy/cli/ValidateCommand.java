package dev.understudy.cli;

import dev.understudy.config.ProxyConfig;
import dev.understudy.configfile.ConfigLoad;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.configfile.MaskedConfig;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a configuration: every problem with its place; exit 2 if there is an error. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description =
                "Checks a configuration file. Every problem is printed as FILE:LINE:COL: key: problem (expected: …).",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it can be used; there may be warnings", "2:it cannot"})
final class ValidateCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption option = new ConfigOption();

    @Option(
            names = "--print",
            description = "Print the effective configuration as JSON, defaults filled in, secrets masked.")
    private boolean print;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ConfigLoad load = option.file().load();
        PrintWriter problems = load instanceof Loaded ? out : spec.commandLine().getErr();
        load.problems().forEach((print ? spec.commandLine().getErr() : problems)::println);
        if (!(load instanceof Loaded loaded)) {
            return ExitCode.USAGE;
        }
        if (print) {
            out.println(MaskedConfig.of(loaded.config(), loaded::mask).toPrettyString());
        } else {
            out.println(summary(option.file().path() + ": ", loaded.config()) + ", " + ConfigOption.count(load));
        }
        return ExitCode.OK;
    }

    private static String summary(String file, ProxyConfig config) {
        long enabled =
                config.shadows().stream().filter(shadow -> shadow.enabled()).count();
        return file + "valid: " + config.routes().size() + (config.routes().size() == 1 ? " route, " : " routes, ")
                + config.shadows().size() + (config.shadows().size() == 1 ? " shadow (" : " shadows (") + enabled
                + " enabled)";
    }
}
