package dev.understudy.assembly;

import dev.understudy.Proxy;
import dev.understudy.ProxyHooks;
import dev.understudy.admin.AdminServer;
import dev.understudy.admin.AuditLog;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.configfile.ConfigWatcher;
import dev.understudy.configfile.MaskedConfig;
import dev.understudy.configfile.ReloadResult;
import dev.understudy.mirror.ShadowStatus;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.privacy.Pseudonymisers;
import dev.understudy.publish.ComparisonListener;
import dev.understudy.publish.Metrics;
import dev.understudy.publish.Publisher;
import dev.understudy.store.SqliteEvidenceStore;
import dev.understudy.verdicts.EvidenceStore;
import dev.understudy.verdicts.Verdicts;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

    private final Publisher publisher;
    private final AuditLog audit = new AuditLog(Clock.systemUTC());
    private final Switches switches = new Switches();
    private final Verdicts verdicts;
    private final ConfigFile file;
    private final Proxy proxy;
    private final ConfigWatcher watcher;
    private final @Nullable AdminServer admin;
    private Loaded loaded;
    private ProxyConfig inForce;

    private Server(ConfigFile file, Loaded loaded, List<ComparisonListener> listeners) {
        this.verdicts = new Verdicts(Clock.systemUTC(), store(loaded.config()));
        List<ComparisonListener> all = new ArrayList<>(listeners);
        all.add(verdicts);
        this.publisher = new Publisher(Clock.systemUTC(), all);
        this.file = file;
        this.loaded = loaded;
        this.inForce = switches.over(loaded.config());
        configure(inForce);
        Metrics metrics = publisher.metrics();
        this.proxy = Proxy.start(
                inForce,
                new ProxyHooks(publisher.sink(), new EventsToTwo(metrics, verdicts), metrics, pseudonymisers(inForce)));
        metrics.connections(proxy::connections);
        metrics.eventLoops(proxy.eventLoops());
        metrics.captureBytes(proxy::captureBytes);
        metrics.queueDepths(this::queueDepths);
        metrics.verdicts(verdicts::all);
        this.watcher = new ConfigWatcher(file, loaded, this::take, this::reloaded);
        this.admin = startAdmin();
        watcher.start();
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
        try {
            return new Server(file, loaded, listeners);
        } catch (IllegalStateException | IllegalArgumentException refused) {
            throw new StartException(loaded.mask(String.valueOf(refused.getMessage())), refused);
        }
    }

    private static EvidenceStore store(ProxyConfig config) {
        return config.store() == null ? EvidenceStore.NONE : new SqliteEvidenceStore(config.store());
    }

    /** The key is read once: pseudonyms do not change under a conversation that runs. */
    private static Function<ShadowConfig, Pseudonymiser> pseudonymisers(ProxyConfig config) {
        byte[] key = Pseudonymisers.key(config.privacyKey());
        return shadow -> Pseudonymisers.of(shadow.anonymize(), key);
    }

    private @Nullable AdminServer startAdmin() {
        if (inForce.admin() == null) {
            return null;
        }
        try {
            return AdminServer.start(inForce.admin(), new Operations(this), publisher, audit);
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    private Map<String, Integer> queueDepths() {
        Map<String, Integer> depths = new LinkedHashMap<>();
        proxy.shadows().forEach(shadow -> depths.put(shadow.name(), shadow.queued()));
        return depths;
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
        return publisher;
    }

    /** What can be said of the candidates. */
    public Verdicts verdicts() {
        return verdicts;
    }

    /** What listens where and what is on, line by line. */
    public synchronized List<String> summary() {
        return Summary.of(inForce, proxy.address(), proxy.transport().label(), adminPort());
    }

    /** The configuration in force, with what operators switched. */
    public synchronized ProxyConfig config() {
        return inForce;
    }

    /** The same for people, secrets masked. */
    public synchronized ObjectNode maskedConfig() {
        return MaskedConfig.of(inForce, loaded::mask);
    }

    /** Every shadow as it stands. */
    public List<ShadowStatus> shadows() {
        return proxy.shadows();
    }

    /** Whether it takes traffic. */
    public boolean ready() {
        return !proxy.draining();
    }

    /** Switches one shadow; off also ends what it has under way. */
    public synchronized void setEnabled(String shadow, boolean enabled) {
        use(switches.set(inForce, shadow, enabled));
    }

    /** Switches every shadow off. */
    public synchronized void kill() {
        use(switches.allOff(inForce));
    }

    /** Reads the file now. Does not hold the lock while it does: a kill never waits for a disk. */
    public ReloadResult reload() {
        ReloadResult result = watcher.reload();
        publisher.metrics().reloaded(!result.refused());
        return result;
    }

    private synchronized void take(Loaded changed) {
        use(switches.over(changed.config()));
        loaded = changed;
    }

    /** The watcher saw a change. */
    private void reloaded(ReloadResult result) {
        publisher.metrics().reloaded(!result.refused());
        audit.record("file", "reload", file.path().toString(), !result.refused(), String.join("; ", result.lines()));
    }

    private void configure(ProxyConfig next) {
        publisher.configure(next);
        verdicts.configure(next);
    }

    private void use(ProxyConfig next) {
        configure(next);
        try {
            proxy.apply(next);
        } catch (RuntimeException refused) {
            configure(inForce);
            throw refused;
        }
        inForce = next;
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
        boolean clean = proxy.drain(config().runtime().drain());
        close();
        LOG.info(clean ? "drained" : "the drain time is over: what was still running is cut off");
        return clean;
    }

    /** Closes everything at once. */
    @Override
    public void close() {
        watcher.close();
        proxy.close();
        if (admin != null) {
            admin.close();
        }
        publisher.close();
        verdicts.close();
    }
}
