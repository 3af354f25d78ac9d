package dev.understudy.send;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a thread step back for others when processors are scarce, so that live loops get theirs first (law 2). Linux keeps
 * a nice value for each thread (sched(7)), but Java 17 has no call for it: {@code Thread.setPriority} does nothing there
 * without a JVM flag. So {@code renice} is asked once, at a thread's start. Where that cannot be, all threads are equal.
 */
public enum Niceness {
    /** Calls to candidates. What delays them also makes candidates look slow, so they step back only a little. */
    SHADOW_LOOP(3),
    /** Preparing and comparing: whenever there is time. */
    WORKER(5),
    /** The same for bodies of megabytes, which keep a processor busy for long: a live thread that wakes goes before at once. */
    LARGE_BODIES(15);

    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);
    private static final Path SELF = Path.of("/proc/thread-self");
    private static final @Nullable Path RENICE = renice();

    private final int value;

    Niceness(int value) {
        this.value = value;
    }

    private static @Nullable Path renice() {
        Path found = List.of(Path.of("/usr/bin/renice"), Path.of("/bin/renice")).stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (found == null || !Files.isSymbolicLink(SELF)) {
            LOG.info("shadow threads have the same priority as live ones: there is no renice here");
            return null;
        }
        return found;
    }

    /** For the calling thread, from some milliseconds after this on. Does not wait, and never throws. */
    public void applyToThisThread() {
        if (RENICE == null) {
            return;
        }
        try {
            // /proc/thread-self points at PID/task/TID.
            String thread = Files.readSymbolicLink(SELF).getFileName().toString();
            new ProcessBuilder(RENICE.toString(), "-n", Integer.toString(value), "-p", thread)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
        } catch (IOException | RuntimeException refused) {
            LOG.info("a shadow thread keeps the same priority as live ones: {}", refused.toString());
        }
    }
}
