package dev.understudy.configfile;

import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.configfile.ReloadResult.Outcome;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again when it changes. Every 200 ms one daemon thread hashes the file and all that it refers
 * to (prompts, secrets, certificates); a change counts once two looks in a row agree, so that half-written files are not
 * read. A new configuration is checked whole and handed over; a bad one is logged, problem by problem, and the last good
 * one stays (law 8). Thread-safe; {@link #reload} may be called from any thread.
 */
public final class ConfigWatcher implements AutoCloseable {
    /** Two looks must agree, so a change is in force within half a second. */
    public static final Duration INTERVAL = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatcher.class);

    private final ConfigFile file;
    private final Consumer<Loaded> apply;
    private final Consumer<ReloadResult> listener;
    private Loaded current;
    private Fingerprint handled;
    private @Nullable Fingerprint unsettled;
    private @Nullable ScheduledExecutorService thread;

    /**
     * @param current what is in force
     * @param apply puts a configuration in force, whole or not at all; an exception refuses it
     * @param listener hears what came of a change that was seen; {@link #reload} tells its caller instead
     */
    public ConfigWatcher(ConfigFile file, Loaded current, Consumer<Loaded> apply, Consumer<ReloadResult> listener) {
        this.file = file;
        this.current = current;
        this.handled = current.fingerprint();
        this.apply = apply;
        this.listener = listener;
    }

    public synchronized void start() {
        if (thread == null) {
            thread = Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("config-watcher", true));
            thread.scheduleWithFixedDelay(
                    this::pollSafely, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void pollSafely() {
        try {
            poll();
        } catch (RuntimeException fault) {
            // The schedule would end silently with the exception.
            LOG.error("config: cannot look for changes", fault);
        }
    }

    /** One look. */
    synchronized void poll() {
        Fingerprint now = handled.now();
        if (now.equals(handled)) {
            unsettled = null;
        } else if (now.equals(unsettled)) {
            settled(now);
        } else {
            unsettled = now;
        }
    }

    private void settled(Fingerprint now) {
        ConfigLoad load = file.load();
        if (load.fingerprint().agrees(now)) {
            unsettled = null;
            listener.accept(take(load));
        } else {
            // Written to again between the look and the reading.
            unsettled = handled.now();
        }
    }

    /** Reads the file now, changed or not. */
    public synchronized ReloadResult reload() {
        return take(file.load());
    }

    private ReloadResult take(ConfigLoad load) {
        boolean touched = !load.fingerprint().equals(handled);
        handled = load.fingerprint();
        return load instanceof Loaded loaded ? take(loaded, touched) : refuse(lines(load));
    }

    private ReloadResult take(Loaded loaded, boolean touched) {
        lines(loaded).forEach(line -> LOG.warn("config: {}", line));
        List<String> changes = ConfigDiff.between(current.config(), loaded.config());
        if (changes.isEmpty() && !touched) {
            return new ReloadResult(Outcome.UNCHANGED, List.of());
        }
        try {
            // Also without a changed key: a certificate may have been renewed under the same name.
            apply.accept(loaded);
        } catch (RuntimeException refused) {
            LOG.debug("config: not applied", refused);
            return refuse(List.of(file.path() + ": " + loaded.mask(String.valueOf(refused.getMessage()))));
        }
        List<String> lines = new ArrayList<>();
        changes.forEach(change -> lines.add(loaded.mask(current.mask(change))));
        ConfigDiff.needingRestart(current.config(), loaded.config())
                .forEach(part -> lines.add(part + ": changed, but needs a restart to take effect"));
        current = loaded;
        LOG.info("config: {} reloaded, {}", file.path(), lines.isEmpty() ? "no key changed" : "changed:");
        lines.forEach(line -> LOG.info("config:   {}", line));
        return new ReloadResult(changes.isEmpty() ? Outcome.UNCHANGED : Outcome.APPLIED, lines);
    }

    private ReloadResult refuse(List<String> lines) {
        LOG.error("config: {} refused, the last good configuration stays in force", file.path());
        lines.forEach(line -> LOG.error("config:   {}", line));
        return new ReloadResult(Outcome.REFUSED, lines);
    }

    private static List<String> lines(ConfigLoad load) {
        return load.problems().stream().map(Problem::toString).toList();
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }
}
