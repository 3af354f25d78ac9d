package dev.understudy.cli;

import dev.understudy.configfile.SimulatorFile;
import dev.understudy.sandbox.simulator.Simulator;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The provider simulator alone, until a signal ends it. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Plays LLM providers (OpenAI, Anthropic, Google, Ollama), to develop and test against.",
            "Faults on request: header x-sim-fault, or a suffix of the model's name such as sim-small+hang:",
            "  slow, lag=500ms, hang, reset=3, abort-head, error-event, truncate,",
            "  endless, garbage, invalid-json, no-read, wrong-length, 429, 500, 503, 529."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended by a signal", "2:it cannot start"})
final class SimulateCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "P",
            required = true,
            description = "Where to listen; 0 lets the system choose.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "On which address (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Models, faults, limits, speed (YAML); without it, realistic timing and no faults.")
    private @Nullable Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Ports.check("--port", port);
        SimulatorConfig configured = configuration();
        if (configured == null) {
            return ExitCode.USAGE;
        }
        try (EndOnSignal end = new EndOnSignal(Duration.ofSeconds(10));
                Simulator simulator = Simulator.start(host, port, configured)) {
            announce(simulator, configured);
            end.signal().await();
            return ExitCode.OK;
        } catch (BindException taken) {
            throw new Failures.Refused("--" + taken.getMessage());
        }
    }

    private @Nullable SimulatorConfig configuration() {
        if (config == null) {
            return SimulatorConfig.REALISTIC;
        }
        SimulatorFile file = SimulatorFile.read(config, System::getenv);
        file.problems().forEach(spec.commandLine().getErr()::println);
        return file.config();
    }

    private void announce(Simulator simulator, SimulatorConfig configured) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("simulator on " + simulator.url() + "/v1, models "
                + String.join(", ", configured.cast().models().keySet()));
        out.println("what it saw: " + simulator.url() + "/__sim/stats and /__sim/requests");
        out.flush();
    }
}
