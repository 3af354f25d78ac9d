package dev.understudy.cli;

import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigDerivation;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad;
import dev.understudy.configfile.ConfigLoad.Loaded;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What drifts under a shadow, for a pipeline that will not promote what was tested against another production. */
@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        description =
                "Asks a running proxy whether what a shadow was approved under is still so; or says whether a sandbox's"
                        + " configuration still derives from production's.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no drift", "1:drift", "2:it cannot be asked", "3:not enough seen to say"})
final class DriftCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private AdminOption admin;

    @Option(names = "--shadow", paramLabel = "NAME", description = "Which shadow of the running proxy.")
    private @Nullable String shadow;

    @Option(
            names = "--sandbox",
            paramLabel = "FILE",
            description = "A sandbox's configuration: does it still derive from --config? Asks no proxy.")
    private @Nullable Path sandbox;

    @Option(names = "--config", paramLabel = "FILE", description = "Production's configuration, for --sandbox.")
    private @Nullable Path production;

    @Option(names = "--approve", description = "Says that what is seen now is as it should be; needs the role operate.")
    private boolean approve;

    @Option(names = "--json", description = "Prints what the API says.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (sandbox != null && production != null && shadow == null && !approve) {
            return derivation(production, sandbox);
        }
        if (shadow == null || sandbox != null || production != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "it is not said what of (expected: --shadow NAME, or --config FILE --sandbox FILE without it)");
        }
        return running(shadow);
    }

    /** Whether a sandbox is still production in another environment: what was tried there says something of here. */
    private int derivation(Path of, Path derived) {
        PrintWriter out = spec.commandLine().getOut();
        Optional<Loaded> base = loaded(of);
        Optional<Loaded> other = loaded(derived);
        if (base.isEmpty() || other.isEmpty()) {
            return ExitCode.USAGE;
        }
        List<String> lines =
                ConfigDerivation.differences(base.get().config(), other.get().config());
        out.println(derived + (lines.isEmpty() ? " derives from " : " does not derive from ") + of);
        lines.forEach(line -> out.println("  " + base.get().mask(other.get().mask(line))));
        out.flush();
        return lines.isEmpty() ? ExitCode.OK : ExitCode.NO;
    }

    private Optional<Loaded> loaded(Path file) {
        ConfigLoad load = new ConfigFile(file, new BuildCapabilities()).load();
        load.problems().forEach(spec.commandLine().getErr()::println);
        return load instanceof Loaded good ? Optional.of(good) : Optional.empty();
    }

    private int running(String name) throws InterruptedException {
        AdminClient client = admin.client();
        String path = "/api/v1/shadows/" + AdminClient.segment(name);
        JsonNode drift = approve ? client.post(path + "/approve") : client.get(path + "/drift");
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(drift.toPrettyString());
        } else {
            DriftText.of(drift).forEach(out::println);
        }
        out.flush();
        return code(drift);
    }

    private static int code(JsonNode drift) {
        String state = drift.path("state").asString("");
        return switch (state) {
            case "none" -> ExitCode.OK;
            case "drift" -> ExitCode.NO;
            case "gathering" -> ExitCode.UNDECIDED;
            default -> throw new Failures.Refused("state: " + state + " (expected: none, drift or gathering)");
        };
    }
}
