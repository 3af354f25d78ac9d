package dev.understudy.verdicts;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings books to the store and back, on one thread of its own: nobody else ever waits for a disk. In order, so that what was kept of a
 * candidate is read before anything is written over it.
 */
final class Keeper implements AutoCloseable {
    static final Duration USUAL_PAUSE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final long LAST_SAVE_SECONDS = 5;

    private final EvidenceStore store;
    private final Clock clock;
    private final Supplier<Collection<Book>> books;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("verdict-store", true));

    /** @param pause between two savings */
    Keeper(EvidenceStore store, Clock clock, Duration pause, Supplier<Collection<Book>> books) {
        this.store = store;
        this.clock = clock;
        this.books = books;
        var unused =
                thread.scheduleWithFixedDelay(this::saveAll, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Adds to the book what was kept of its candidate, soon. */
    void load(Book book) {
        thread.execute(() -> guarded(() -> {
            Optional<String> kept = store.load(book.shadow(), book.fingerprint());
            if (kept.isPresent()) {
                absorb(book, kept.get());
            } else {
                store.otherCandidate(book.shadow(), book.fingerprint()).ifPresent(at -> changed(book, at));
            }
        }));
    }

    private void changed(Book book, Instant last) {
        if (book.changed() == null) {
            LOG.info(
                    "shadow {}: the candidate is another than at {}, so the evidence starts anew", book.shadow(), last);
            book.changed(clock.instant());
        }
    }

    private static void absorb(Book book, String kept) {
        try {
            book.absorb(kept);
            LOG.info("shadow {}: goes on with the evidence gathered since {}", book.shadow(), book.since());
        } catch (IllegalArgumentException malformed) {
            LOG.error(
                    "shadow {}: the evidence that was kept cannot be read and starts anew: {}",
                    book.shadow(),
                    malformed.getMessage());
        }
    }

    void save(Book book) {
        thread.execute(() -> guarded(() -> write(book)));
    }

    /** Lets go what is kept of a shadow, once what is being read and written of it is. */
    void forget(String shadow) {
        thread.execute(() -> guarded(() -> {
            if (!store.forget(shadow)) {
                LOG.error(
                        "shadow {}: the evidence that is kept could not be cleared and would be there after a restart",
                        shadow);
            }
        }));
    }

    private void saveAll() {
        guarded(() -> books.get().forEach(this::write));
    }

    private void write(Book book) {
        String evidence = book.unsaved();
        if (evidence != null && !store.save(book.shadow(), book.fingerprint(), clock.instant(), evidence)) {
            book.stillUnsaved();
        }
    }

    /** A fault of ours must not end the thread. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException fault) {
            LOG.error("keeping evidence failed", fault);
        }
    }

    @Override
    public void close() {
        thread.execute(this::saveAll);
        thread.execute(store::close);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_SAVE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the store did not take the last evidence within {} s", LAST_SAVE_SECONDS);
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
