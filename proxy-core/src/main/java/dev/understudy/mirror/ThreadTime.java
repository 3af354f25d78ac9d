package dev.understudy.mirror;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What a thread has had of a processor, which is less than what has passed when it had to step back. Where the system does not
 * tell, it is what has passed. One thread asks.
 */
final class ThreadTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final boolean told = THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();
    private long before;
    private boolean asked;

    /** Nanoseconds of the calling thread since it asked last; 0 the first time. */
    long sinceLastAsked() {
        long now = told ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
        long since = asked ? now - before : 0;
        before = now;
        asked = true;
        return since;
    }
}
