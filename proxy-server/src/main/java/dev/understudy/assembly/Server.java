package dev.understudy.assembly;

import dev.understudy.Proxy;
import dev.understudy.ProxyHooks;
import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparators;
import dev.understudy.config.ProxyConfig;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.configfile.ConfigWatcher;
import dev.understudy.configfile.ReloadResult;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.publish.Publisher;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole process: the proxy, what it publishes, and the file that it is configured by. Thread-safe; every change of
 * the configuration, by the file or by an operator, goes through one lock and is in force as a whole or not at all.
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final Publisher publisher = new Publisher(Clock.systemUTC(), List.of());
    private final Switches switches = new Switches();
    private final Proxy proxy;
    private final ConfigWatcher watcher;
    private Loaded loaded;
    private ProxyConfig inForce;

    private Server(ConfigFile file, Loaded loaded) {
        this.loaded = loaded;
        this.inForce = switches.over(loaded.config());
        publisher.configure(inForce, comparators(inForce));
        this.proxy = Proxy.start(
                inForce,
                new ProxyHooks(
                        publisher.sink(), publisher.metrics(), publisher.metrics(), shadow -> Pseudonymiser.OFF));
        this.watcher = new ConfigWatcher(file, loaded, this::take, this::reloaded);
    }

    /**
     * Starts everything.
     *
     * @throws StartException with one line for a person
     */
    public static Server start(ConfigFile file, Loaded loaded) {
        try {
            Server server = new Server(file, loaded);
            server.watcher.start();
            return server;
        } catch (IllegalStateException | IllegalArgumentException refused) {
            throw new StartException(loaded.mask(String.valueOf(refused.getMessage())), refused);
        }
    }

    public InetSocketAddress address() {
        return proxy.address();
    }

    /** What listens where and what is on, line by line. */
    public synchronized List<String> summary() {
        return Summary.of(inForce, proxy.address());
    }

    private synchronized void take(Loaded changed) {
        use(switches.over(changed.config()));
        loaded = changed;
    }

    private void reloaded(ReloadResult result) {
        publisher.metrics().reloaded(!result.refused());
    }

    private void use(ProxyConfig next) {
        Map<String, List<Comparator>> comparators = comparators(next);
        publisher.configure(next, comparators);
        try {
            proxy.apply(next);
        } catch (RuntimeException refused) {
            publisher.configure(inForce, comparators(inForce));
            throw refused;
        }
        inForce = next;
    }

    private static Map<String, List<Comparator>> comparators(ProxyConfig config) {
        Map<String, List<Comparator>> comparators = new LinkedHashMap<>();
        config.shadows().forEach(shadow -> comparators.put(shadow.name(), Comparators.from(shadow.compare())));
        return comparators;
    }

    /**
     * Stops accepting, lets what runs finish up to the configured drain time, then closes everything.
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

    /** The configuration in force. */
    public synchronized ProxyConfig config() {
        return inForce;
    }

    /** Closes everything at once. */
    @Override
    public void close() {
        watcher.close();
        proxy.close();
        publisher.close();
    }
}
