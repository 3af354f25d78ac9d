package dev.understudy.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a command that runs until a signal end by itself, and exit 0: on SIGINT or SIGTERM the latch opens, the command
 * finishes, closes this, and the process ends. A second one ends it at once.
 */
final class EndOnSignal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EndOnSignal.class);

    private final CountDownLatch signal = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;
    private volatile int code = ExitCode.OK;
    private volatile Runnable atOnce = () -> {};

    /** @param patience longest that the command may take to finish */
    EndOnSignal(Duration patience) {
        this.hook = new Thread(() -> end(patience), "end-on-signal");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Opens with the signal. */
    CountDownLatch signal() {
        return signal;
    }

    /** What is done when the signal comes, on a thread of its own; must not take long. */
    void then(Runnable action) {
        atOnce = action;
        if (signal.getCount() == 0) {
            action.run();
        }
    }

    /** With what the process ends after a signal; 0 unless it is said otherwise. */
    void exitsWith(int exitCode) {
        code = exitCode;
    }

    /** A JVM that a signal ends exits with 130 or 143 whatever its hooks do, unless a hook ends it first. */
    private void end(Duration patience) {
        SecondSignal.endsAtOnce();
        signal.countDown();
        int exit = ExitCode.NO;
        try {
            atOnce.run();
            exit = finished.await(patience.toMillis(), TimeUnit.MILLISECONDS) ? code : ExitCode.NO;
        } catch (InterruptedException interrupted) {
            LOG.error("interrupted while ending", interrupted);
        }
        Runtime.getRuntime().halt(exit);
    }

    /** The command is through. */
    @Override
    public void close() {
        finished.countDown();
        if (signal.getCount() > 0) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException justNow) {
                LOG.debug("a signal came just now, and the hook ends the process", justNow);
            }
        }
    }
}
