package dev.understudy.assembly;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done now and then: one daemon thread, on which a fault ends nothing. Thread-safe. */
final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("housekeeping", true));

    void every(Duration pause, String what, Runnable task) {
        var unused = thread.scheduleWithFixedDelay(
                guarded(what, task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    void after(Duration delay, String what, Runnable task) {
        var unused = thread.schedule(guarded(what, task), delay.toMillis() + 1, TimeUnit.MILLISECONDS);
    }

    private static Runnable guarded(String what, Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException fault) {
                LOG.error("{} failed", what, fault);
            }
        };
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
