package dev.understudy.corpus;

import dev.understudy.config.RecordConfig;
import dev.understudy.config.RecordConfig.Sync;
import dev.understudy.recording.RecordOutcome;
import dev.understudy.send.Niceness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one corpus, on a thread of its own, so that nobody waits for its disk. What waits to be written is bounded; what cannot be
 * written is counted, and where the disk is the trouble nothing is tried for a while. Thread-safe.
 */
final class CorpusWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CorpusWriter.class);
    private static final long MOST_QUEUED_BYTES = 32L << 20;
    private static final int MOST_QUEUED = 8_192;
    private static final long SYNC_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TIDY_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final long CLOSE_SECONDS = 10;

    /** A line that waits, and who hears what became of it. */
    private record Waiting(byte[] line, Consumer<RecordOutcome> ended) {}

    /** What a configuration says of it. */
    record Settings(String route, String production, RecordConfig config) {}

    private final CorpusFolder folder;
    private final InstantSource clock;
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(MOST_QUEUED);
    private final AtomicLong queuedBytes = new AtomicLong();
    private final Thread thread;
    private volatile Settings settings;
    private volatile boolean closing;
    private volatile @Nullable RecordOutcome trouble;
    private volatile long troubleUntil;
    private volatile long bytes;
    private boolean dirty;
    private long syncedAt = System.nanoTime();
    private long tidiedAt = System.nanoTime();

    private CorpusWriter(CorpusFolder folder, Settings settings, InstantSource clock) {
        this.folder = folder;
        this.settings = settings;
        this.clock = clock;
        this.bytes = folder.bytes();
        this.thread = new Thread(this::run, "record-" + settings.route());
        thread.setDaemon(true);
    }

    /**
     * Opens the corpus of a folder, new or grown before.
     *
     * @param outcomes what has been counted of this session so far; kept in the manifest
     * @throws CorpusException if it is somebody else's, or cannot be written
     */
    static CorpusWriter open(Settings settings, InstantSource clock, Supplier<Map<String, Long>> outcomes) {
        return open(settings, clock, outcomes, LineLog::open);
    }

    static CorpusWriter open(
            Settings settings, InstantSource clock, Supplier<Map<String, Long>> outcomes, CorpusFolder.Opener opener) {
        Path path = settings.config().to();
        try {
            CorpusFolder folder = CorpusFolder.open(path, settings, clock, outcomes, opener);
            CorpusWriter writer = new CorpusWriter(folder, settings, clock);
            writer.thread.start();
            return writer;
        } catch (IOException failed) {
            throw new CorpusException(
                    path + ": cannot be written: " + failed + " (expected: a folder to record into)", failed);
        }
    }

    // ---- any thread

    /** From the next exchange on. */
    void configure(Settings changed) {
        settings = changed;
        trouble = null;
    }

    /** Why nothing can be taken at the moment, or null. */
    @Nullable
    RecordOutcome refuses() {
        if (closing) {
            return RecordOutcome.DISABLED;
        }
        RecordOutcome known = trouble;
        return known != null && clock.millis() < troubleUntil ? known : null;
    }

    /** Takes a line, or ends it at once. Never blocks. */
    void offer(byte[] line, Consumer<RecordOutcome> ended) {
        RecordOutcome refusal = refuses();
        if (refusal == null && !enqueued(line, ended)) {
            refusal = RecordOutcome.DROPPED_QUEUE_FULL;
        }
        if (refusal != null) {
            ended.accept(refusal);
        }
    }

    private boolean enqueued(byte[] line, Consumer<RecordOutcome> ended) {
        if (queuedBytes.addAndGet(line.length) <= MOST_QUEUED_BYTES && queue.offer(new Waiting(line, ended))) {
            return true;
        }
        queuedBytes.addAndGet(-line.length);
        return false;
    }

    /** What the corpus takes on the disk. */
    long bytes() {
        return bytes;
    }

    /** Writes what waits, for some seconds at most. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
            if (thread.isAlive()) {
                LOG.warn("{}: the disk did not take the last exchanges within {} s", folder.path(), CLOSE_SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- the thread

    private void run() {
        Niceness.WORKER.applyToThisThread();
        try {
            for (Waiting next = poll(); next != null || !closing; next = poll()) {
                if (next != null) {
                    queuedBytes.addAndGet(-next.line().length);
                    next.ended().accept(written(next.line()));
                }
                care();
            }
        } finally {
            end();
        }
    }

    private @Nullable Waiting poll() {
        try {
            return closing ? queue.poll() : queue.poll(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            closing = true;
            return queue.poll();
        }
    }

    private RecordOutcome written(byte[] line) {
        RecordOutcome known = trouble;
        if (known != null && clock.millis() < troubleUntil) {
            return known;
        }
        try {
            if (!folder.append(line, settings)) {
                return inTrouble(RecordOutcome.DROPPED_FULL, "it has the size that it may have");
            }
            dirty = true;
            if (settings.config().sync() == Sync.EACH) {
                sync();
            }
            recovered();
            return RecordOutcome.RECORDED;
        } catch (IOException failed) {
            return inTrouble(RecordOutcome.DROPPED_DISK, String.valueOf(failed.getMessage()));
        } catch (RuntimeException fault) {
            LOG.error("recording an exchange failed", fault);
            return RecordOutcome.INTERNAL_ERROR;
        } finally {
            bytes = folder.bytes();
        }
    }

    private RecordOutcome inTrouble(RecordOutcome outcome, String why) {
        if (trouble != outcome) {
            LOG.error("{}: nothing more is recorded for now: {}", folder.path(), why);
        }
        trouble = outcome;
        troubleUntil = clock.millis() + PAUSE.toMillis();
        return outcome;
    }

    private void recovered() {
        if (trouble != null) {
            LOG.info("{}: recording goes on", folder.path());
            trouble = null;
        }
    }

    /** What is due now and then. */
    private void care() {
        long now = System.nanoTime();
        try {
            if (settings.config().sync() == Sync.SECOND && now - syncedAt > SYNC_NANOS) {
                sync();
            }
            if (now - tidiedAt > TIDY_NANOS) {
                tidiedAt = now;
                folder.tidy(settings);
                bytes = folder.bytes();
            }
        } catch (IOException failed) {
            inTrouble(RecordOutcome.DROPPED_DISK, String.valueOf(failed.getMessage()));
        }
    }

    private void sync() throws IOException {
        syncedAt = System.nanoTime();
        if (dirty) {
            dirty = false;
            folder.force();
        }
    }

    private void end() {
        closing = true; // also where a fault ended it: nobody comes for what is offered from here on
        try {
            folder.close();
        } catch (IOException failed) {
            LOG.error("{}: not closed as it should be: {}", folder.path(), failed.getMessage());
        }
        // Whoever came while it closed.
        for (Waiting left = queue.poll(); left != null; left = queue.poll()) {
            left.ended().accept(RecordOutcome.SHUTDOWN);
        }
    }
}
