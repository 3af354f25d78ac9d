package dev.understudy.assembly;

import dev.understudy.Proxy;
import dev.understudy.ProxyHooks;
import dev.understudy.admin.AdminParts;
import dev.understudy.admin.AdminServer;
import dev.understudy.admin.Cleared;
import dev.understudy.admin.ShadowOverride;
import dev.understudy.audit.AuditLog;
import dev.understudy.config.AdminConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.configfile.ConfigWatcher;
import dev.understudy.configfile.ReloadResult;
import dev.understudy.corpus.Recordings;
import dev.understudy.drift.DriftWatch;
import dev.understudy.judging.Judges;
import dev.understudy.mirror.ShadowStatus;
import dev.understudy.privacy.PseudonymKeys;
import dev.understudy.privacy.Pseudonymisers;
import dev.understudy.publish.ComparisonListener;
import dev.understudy.publish.Histories;
import dev.understudy.publish.Metrics;
import dev.understudy.publish.Publisher;
import dev.understudy.route.WhenPredicate;
import dev.understudy.verdicts.Verdicts;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The whole process: the proxy, what it publishes, its admin server, and the file that it is configured by. Thread-safe;
 * every change of the configuration, by the file or by an operator, is in force as a whole or not at all.
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration DRIFT_INTERVAL = Duration.ofSeconds(5);

    private static final Duration LOOPS_ASKED = Duration.ofSeconds(1);

    private final Clock clock = Clock.systemUTC();
    private final Records records;
    private final Ticker ticker = new Ticker();
    private final ConfigFile file;
    private final InForce inForce;
    private final Proxy proxy;
    private final ConfigWatcher watcher;
    private final @Nullable AdminServer admin;

    private Server(
            ConfigFile file, Loaded loaded, List<ComparisonListener> listeners, UnaryOperator<ProxyConfig> edit) {
        this.file = file;
        this.inForce = new InForce(clock, ticker, loaded, edit, new Work());
        PseudonymKeys keys = PseudonymKeys.of(config().privacy(), clock);
        this.records = Records.of(clock, config(), keys, listeners);
        this.proxy = startProxy(keys);
        records.publisher()
                .sink()
                .connect(new Judges.Network(proxy.caller(), proxy::headroom, records.telemetry()::asked));
        measure(records.publisher().metrics());
        this.watcher = new ConfigWatcher(file, loaded, inForce::file, this::reloaded);
        this.admin = startAdmin();
        watcher.start();
        ticker.after(Duration.ZERO, "loading what can wait", this::loadTheRest);
        ticker.every(DRIFT_INTERVAL, "looking for drift", records.drift()::tick);
        ticker.every(Histories.INTERVAL, "taking a point of history", () -> records.tick(this::shadows));
    }

    /**
     * Starts everything.
     *
     * @throws StartException with one line for a person; nothing is left running then
     */
    public static Server start(ConfigFile file, Loaded loaded) {
        return start(file, loaded, List.of());
    }

    /**
     * The same with others that hear of every compared exchange.
     *
     * @throws StartException with one line for a person; nothing is left running then
     */
    public static Server start(ConfigFile file, Loaded loaded, List<ComparisonListener> listeners) {
        return start(file, loaded, listeners, UnaryOperator.identity());
    }

    /**
     * The same with something changed of whatever the file says, now and after every reload.
     *
     * @throws StartException with one line for a person; nothing is left running then
     */
    public static Server start(
            ConfigFile file, Loaded loaded, List<ComparisonListener> listeners, UnaryOperator<ProxyConfig> edit) {
        try {
            return new Server(file, loaded, listeners, edit);
        } catch (IllegalStateException | IllegalArgumentException refused) {
            throw new StartException(loaded.mask(String.valueOf(refused.getMessage())), refused);
        }
    }

    /** What nobody needs before there are requests, and a start would be longer by. */
    private void loadTheRest() {
        if (config().shadows().stream().anyMatch(shadow -> shadow.when() != null)) {
            WhenPredicate.warm();
        }
        records.publisher().metrics().measureProcess();
    }

    /** The key is read once: pseudonyms do not change under a conversation that runs. */
    private Proxy startProxy(PseudonymKeys keys) {
        Publisher publisher = records.publisher();
        try {
            records.configure(config());
            return Proxy.start(
                    config(),
                    new ProxyHooks(
                            publisher.sink(),
                            records.events(),
                            records.telemetry().live(publisher.metrics()),
                            shadow -> Pseudonymisers.of(shadow.anonymize(), keys),
                            records.recordings()::of));
        } catch (RuntimeException refused) {
            ticker.close();
            records.close();
            throw refused;
        }
    }

    private void measure(Metrics metrics) {
        metrics.connections(proxy::connections);
        metrics.eventLoops(proxy.eventLoops());
        metrics.watch("live", proxy.watchLive());
        metrics.watch("shadow", proxy.watchShadows());
        metrics.captures(proxy::captureBytes, proxy::captureLimit);
        metrics.readings().shadows(proxy::shadows);
        ticker.every(LOOPS_ASKED, "asking the event loops", metrics::askLoops);
    }

    private @Nullable AdminServer startAdmin() {
        AdminConfig configured = config().admin();
        if (configured == null) {
            return null;
        }
        try {
            AdminParts parts = new AdminParts(operations(), records.publisher(), records.archive(), audit(), clock);
            return AdminServer.start(configured, parts);
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    /** Where clients connect, with the real port. */
    public InetSocketAddress address() {
        return proxy.address();
    }

    /** The admin server's port, or -1 without one. */
    public int adminPort() {
        return admin == null ? -1 : admin.port();
    }

    /** What the mirror, the sink and the live path publish to. */
    public Publisher publisher() {
        return records.publisher();
    }

    /** What was done to it. */
    AuditLog audit() {
        return records.audit();
    }

    /** What is being recorded. */
    public Recordings recordings() {
        return records.recordings();
    }

    /** What can be said of the candidates. */
    public Verdicts verdicts() {
        return records.verdicts();
    }

    /** What drifts under the shadows. */
    public DriftWatch drift() {
        return records.drift();
    }

    /** What listens where and what is on, line by line. */
    public List<String> summary() {
        return Summary.of(config(), proxy.address(), proxy.transport().label(), adminPort());
    }

    /** The configuration in force, with what operators overrode. */
    public ProxyConfig config() {
        return inForce.config();
    }

    /** Every shadow as it stands. */
    public List<ShadowStatus> shadows() {
        return proxy.shadows();
    }

    /** How a shadow's numbers went; empty before the first point. */
    Optional<ObjectNode> history(String shadow) {
        return records.histories().json(shadow);
    }

    /** What operators may do with it. */
    Operations operations() {
        return new Operations(this, inForce);
    }

    /** Whether it takes traffic. */
    public boolean ready() {
        return !proxy.draining();
    }

    private static String takenBack(ShadowOverride override) {
        return override.setting().key() + ": " + override.setting().text() + " (by " + override.by() + ") → "
                + override.file().text();
    }

    /** Begins a shadow anew. */
    Cleared reset(String shadow) {
        return new ShadowReset(inForce, proxy, records).of(shadow);
    }

    /**
     * Reads the file now, and if it is sound takes back what was overridden. Does not hold the lock while it reads: a kill never waits for
     * a disk.
     */
    public ReloadResult reload() {
        ReloadResult result = watcher.reload();
        publisher().metrics().reloaded(!result.refused());
        return result.refused() ? result : withoutOverrides(result);
    }

    private ReloadResult withoutOverrides(ReloadResult result) {
        List<ShadowOverride> ended = inForce.restoreAll();
        if (ended.isEmpty()) {
            return result;
        }
        List<String> lines = new ArrayList<>(result.lines());
        ended.forEach(override -> lines.add("shadows[" + override.shadow() + "]." + takenBack(override)));
        return new ReloadResult(ReloadResult.Outcome.APPLIED, lines);
    }

    /** The watcher saw a change. */
    private void reloaded(ReloadResult result) {
        publisher().metrics().reloaded(!result.refused());
        audit().record("file", null, "reload", file.path().toString(), !result.refused(), result.lines());
    }

    /** Where a configuration is in force. */
    private final class Work implements InForce.Work {
        @Override
        public void take(ProxyConfig before, ProxyConfig next) {
            try {
                records.configure(next);
                proxy.apply(next);
            } catch (RuntimeException refused) {
                back(before, refused);
                throw refused;
            }
        }

        /** Why the next one was refused is what people have to read, whatever becomes of the way back. */
        private void back(ProxyConfig before, RuntimeException refused) {
            try {
                records.configure(before);
            } catch (RuntimeException alsoRefused) {
                refused.addSuppressed(alsoRefused);
            }
        }

        @Override
        public void expired(ShadowOverride override) {
            audit().record("clock", null, "expire", override.shadow(), true, List.of(takenBack(override)));
        }
    }

    /**
     * Stops accepting, lets what runs finish up to the configured drain time, then closes everything. Metrics stay to be
     * scraped until the end.
     *
     * @return whether everything finished by itself
     */
    public boolean drain() throws InterruptedException {
        watcher.close();
        LOG.info(
                "draining: up to {} s for what is running",
                config().runtime().drain().toSeconds());
        long end = System.nanoTime() + config().runtime().drain().toNanos();
        boolean clean = proxy.drain(config().runtime().drain());
        // What the last requests came to is sent within the time that they had.
        records.telemetry().drain(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        close();
        LOG.info(clean ? "drained" : "the drain time is over: what was still running is cut off");
        return clean;
    }

    /** Closes everything at once. */
    @Override
    public void close() {
        ticker.close();
        watcher.close();
        proxy.close();
        if (admin != null) {
            admin.close();
        }
        records.close();
    }
}
