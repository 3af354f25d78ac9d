package dev.understudy.cli;

import dev.understudy.offline.RecordedArms;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One line on standard error that says how far a long run has come; only where that is a terminal, and only from the second
 * second on. Not thread-safe.
 */
final class ProgressLine implements RecordedArms.Progress {
    private static final long PATIENCE_NANOS = 2_000_000_000L;
    private static final long PAUSE_NANOS = 250_000_000L;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private final long started;
    private long shownAt;
    private boolean shown;

    ProgressLine(PrintWriter err) {
        this(err, isTerminal(), System::nanoTime);
    }

    ProgressLine(PrintWriter err, boolean terminal, LongSupplier nanoTime) {
        this.err = err;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.shownAt = started + PATIENCE_NANOS - PAUSE_NANOS;
    }

    /** Java's console says nothing of standard error alone; Linux does. Elsewhere nothing is shown. */
    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException another) {
            return false;
        }
    }

    @Override
    public void at(String what, long done, long all) {
        long now = nanoTime.getAsLong();
        if (!terminal || now - shownAt < PAUSE_NANOS) {
            return;
        }
        shownAt = now;
        shown = true;
        err.print(ERASE + described(what, done, all, (now - started) / 1e9));
        err.flush();
    }

    private static String described(String what, long done, long all, double seconds) {
        if (all == 0) {
            return String.format(Locale.ROOT, "%s: %,d MB", what.replaceAll("\\p{Cntrl}", "?"), done >> 20);
        }
        double left = seconds * (all - done) / Math.max(1, done);
        return String.format(
                Locale.ROOT, "%s: %,d of %,d (%d %%), about %.0f s left", what, done, all, 100 * done / all, left);
    }

    /** Takes the line away. */
    void clear() {
        if (shown) {
            err.print(ERASE);
            err.flush();
            shown = false;
        }
    }
}
