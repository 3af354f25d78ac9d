package dev.understudy.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.understudy.sandbox.demo.Demo;
import dev.understudy.sandbox.demo.DemoOptions;
import dev.understudy.sandbox.demo.DemoShow;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Simulator, proxy and traffic in one process, with a live summary. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what Understudy does, without a key.",
            "A simulated provider, the proxy, and customers who ask for refunds, in one process, with a live summary."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended, by --duration or a signal", "2:it cannot start"})
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8080",
            description = "Port of the proxy (default: ${DEFAULT-VALUE}; 0 lets the system choose).")
    private int port;

    @Option(
            names = "--admin-port",
            paramLabel = "P",
            defaultValue = "9901",
            description = "Port of page, API and metrics (default: ${DEFAULT-VALUE}; 0 lets the system choose).")
    private int adminPort;

    @Option(
            names = "--duration",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "Ends with a report after that time, such as 30s or 2m (default: runs until stopped).")
    private @Nullable Duration duration;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "25",
            description = "Conversations begun a second, on average (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of customers and models: the same one plays the same day (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Ports.check("--port", port);
        Ports.check("--admin-port", adminPort);
        if (!(rate > 0 && rate <= 10_000)) {
            throw new Failures.Refused("--rate: " + rate + " (expected: more than 0, up to 10000)");
        }
        quieten();
        try (EndOnSignal end = new EndOnSignal(Duration.ofSeconds(20));
                Demo demo = Demo.start(new DemoOptions(port, adminPort, rate, seed))) {
            new DemoShow(demo, spec.commandLine().getOut(), System.getenv()).run(duration, end.signal());
        }
        return ExitCode.OK;
    }

    /** Log lines would run through the picture; who asks for them gets them. */
    private static void quieten() {
        if (System.getenv("UNDERSTUDY_LOG") == null
                && LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.ERROR);
        }
    }
}
