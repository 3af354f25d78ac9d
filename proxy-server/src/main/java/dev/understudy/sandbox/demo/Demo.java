package dev.understudy.sandbox.demo;

import dev.understudy.assembly.Server;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.mirror.CostCalculator;
import dev.understudy.mirror.ShadowStatus;
import dev.understudy.sandbox.demo.DemoView.Funnel;
import dev.understudy.sandbox.demo.DemoView.Places;
import dev.understudy.sandbox.simulator.Simulator;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import dev.understudy.sandbox.traffic.Traffic;
import dev.understudy.sandbox.traffic.TrafficConfig;
import dev.understudy.verdict.Verdict;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Simulator, proxy and customers, running. The proxy is the real one, started from a configuration file as {@code serve}
 * would; only provider and customers are made up. Thread-safe.
 */
public final class Demo implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    static final String SHADOW = "refund-v2";
    static final String EXAMPLE_REQUEST =
            "{\"model\":\"sim-large\",\"messages\":[{\"role\":\"user\",\"content\":\"Refund order A1, bought 90 days ago\"}]}";

    private static final String MODEL = "sim-large";
    /** A JVM that has just started is slow; a rush at the door would look like a fault of the proxy. */
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    private static final int IN_FLIGHT = 2_000;

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final DemoStatistics statistics;
    private final Server server;
    private final Traffic traffic;
    private final Places places;
    private final long started = System.nanoTime();
    private volatile boolean finished;
    private volatile long ended;

    private Demo(DemoOptions options) throws IOException {
        try {
            SimulatorConfig calm =
                    SimulatorConfig.REALISTIC.withSeed(options.seed()).keeping(0, 0);
            Simulator simulator = opened(Simulator.start(0, calm));
            DemoFiles files = opened(DemoFiles.write(options.port(), options.adminPort(), simulator.url()));
            ConfigFile file = new ConfigFile(files.config(), new BuildCapabilities());
            Loaded loaded = load(file);
            this.statistics =
                    new DemoStatistics(new CostCalculator(loaded.config().prices()), comparators(loaded));
            this.server = opened(Server.start(file, loaded, List.of(statistics)));
            this.places = places(server, files);
            this.traffic = opened(Traffic.start(new TrafficConfig(
                    URI.create(places.proxy() + "/v1"),
                    options.perSecond(),
                    WARM_UP,
                    options.seed(),
                    IN_FLIGHT,
                    MODEL,
                    DemoFiles.resource(DemoFiles.LIVE_PROMPT).strip())));
        } catch (IOException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /**
     * Starts everything.
     *
     * @throws IOException when the configuration cannot be written or the simulator cannot listen
     * @throws dev.understudy.assembly.StartException for a port in use
     */
    public static Demo start(DemoOptions options) throws IOException {
        return new Demo(options);
    }

    private <T extends AutoCloseable> T opened(T part) {
        running.push(part);
        return part;
    }

    private static Loaded load(ConfigFile file) {
        ConfigLoad load = file.load();
        if (load instanceof Loaded loaded) {
            return loaded;
        }
        throw new IllegalStateException("the demo's own configuration is refused: " + load.problems());
    }

    private static List<String> comparators(Loaded loaded) {
        return loaded.config().shadows().get(0).compare().stream()
                .map(ComparatorConfig::name)
                .toList();
    }

    private static Places places(Server server, DemoFiles files) {
        String host = "http://" + server.address().getAddress().getHostAddress() + ":";
        return new Places(
                host + server.address().getPort(),
                host + server.adminPort(),
                files.config().toString());
    }

    /** How it stands now. */
    DemoView view() {
        long now = finished ? ended : System.nanoTime();
        ShadowStatus status = server.shadows().stream()
                .filter(shadow -> shadow.name().equals(SHADOW))
                .findFirst()
                .orElse(null);
        Funnel funnel = status == null
                ? new Funnel(0, 0, Map.of())
                : new Funnel(status.eligible(), status.open(), status.outcomes());
        Verdict verdict = server.verdicts().verdict(SHADOW).orElse(null);
        return new DemoView(
                Duration.ofNanos(now - started),
                finished,
                traffic.counts(),
                status != null && status.enabled(),
                funnel,
                statistics.effects(verdict),
                verdict,
                statistics.arms(),
                statistics.differences(),
                places);
    }

    /** Sends no more customers and waits, at most so long, until what is under way has ended and been compared. */
    void finish(Duration patience) throws InterruptedException {
        traffic.stop();
        ended = System.nanoTime();
        long limit = ended + patience.toNanos();
        boolean idle = traffic.awaitIdle(patience);
        while (idle && view().funnel().open() > 0 && System.nanoTime() < limit) {
            Thread.sleep(20);
        }
        finished = true;
    }

    /** Closes everything at once, last opened first. */
    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception fault) {
                LOG.warn("a part of the demo did not close", fault);
            }
        }
    }
}
