package dev.understudy.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One line on standard error that says how far a long run has come; only where that is a terminal, only from the third second on, and
 * at most four times a second, so that calling it costs next to nothing. Closing takes the line away: do so before anything else is
 * printed. Not thread-safe.
 */
public final class ProgressLine implements AutoCloseable {
    /** What takes less needs no progress. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long PAUSE_NANOS = 250_000_000L;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private final long started;
    private long shownAt;
    private boolean shown;

    /** @param err standard error; not closed with this */
    public ProgressLine(PrintWriter err) {
        this(err, Terminal.onTerminal(2), System::nanoTime);
    }

    ProgressLine(PrintWriter err, boolean terminal, LongSupplier nanoTime) {
        this.err = err;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.shownAt = started + PATIENCE.toNanos() - PAUSE_NANOS;
    }

    /**
     * So many of so many are done, or so many bytes are read where nobody knows how many there are.
     *
     * @param all 0 for bytes of an unknown number
     */
    public void at(String what, long done, long all) {
        if (isDue()) {
            show(described(what, done, all, seconds()));
        }
    }

    /** So many are done, and nobody knows how many there are. */
    public void at(String what, long done) {
        if (isDue()) {
            show(String.format(Locale.ROOT, "%s: %,d in %.0f s", what, done, seconds()));
        }
    }

    /** Something is waited for. */
    public void waiting(String what) {
        if (isDue()) {
            show(String.format(Locale.ROOT, "%s: for %.0f s now", what, seconds()));
        }
    }

    private boolean isDue() {
        return terminal && nanoTime.getAsLong() - shownAt >= PAUSE_NANOS;
    }

    private double seconds() {
        return (nanoTime.getAsLong() - started) / 1e9;
    }

    private void show(String text) {
        shownAt = nanoTime.getAsLong();
        shown = true;
        // The name of a file may have anything in it.
        err.print(ERASE + text.replaceAll("\\p{Cntrl}", "?"));
        err.flush();
    }

    private static String described(String what, long done, long all, double seconds) {
        if (all == 0) {
            return String.format(Locale.ROOT, "%s: %,d MB", what, done >> 20);
        }
        double left = seconds * (all - done) / Math.max(1, done);
        return String.format(
                Locale.ROOT, "%s: %,d of %,d (%d %%), about %.0f s left", what, done, all, 100 * done / all, left);
    }

    /** Takes the line away; it comes back with the next thing that is said. */
    @Override
    public void close() {
        if (shown) {
            err.print(ERASE);
            err.flush();
            shown = false;
        }
    }
}
