package dev.understudy.publish;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where exchanges wait whose comparison takes milliseconds rather than microseconds (embeddings): one thread and a short
 * queue of its own, so that mirror workers never wait for a model. Thread-safe.
 */
final class LongLane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LongLane.class);
    private static final int QUEUE = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ThreadPoolExecutor executor;

    LongLane() {
        this(QUEUE);
    }

    LongLane(int queue) {
        executor = new ThreadPoolExecutor(
                1,
                1,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                new DefaultThreadFactory("long-comparisons", true));
        executor.allowCoreThreadTimeOut(true);
    }

    /** Whether the task will run; it is not taken when the queue is full. */
    boolean offer(Runnable task) {
        try {
            executor.execute(() -> run(task));
            return true;
        } catch (RejectedExecutionException full) {
            // The caller says so in the results.
            return false;
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException fault) {
            LOG.error("a comparison failed", fault);
        }
    }

    /** Lets what waits finish for a while, then gives it up. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                int lost = executor.shutdownNow().size();
                LOG.warn("stopped with {} exchanges not compared", lost);
            }
        } catch (InterruptedException interrupted) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
