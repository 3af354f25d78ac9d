package dev.understudy.recording;

import dev.understudy.privacy.Pseudonymiser;
import org.jspecify.annotations.Nullable;

/**
 * Where the recorded exchanges of one route go, and who counts them. For every {@link #opened} there comes exactly one
 * {@link #ended}, or one {@link #record} that the recorder ends itself. Thread-safe; nothing here blocks, parses or throws.
 */
public interface Recorder {
    /** An exchange of the route is eligible. Live event loops. */
    void opened();

    /** It ended without being recorded. Live event loops and mirror workers. */
    void ended(RecordOutcome outcome);

    /** Why nothing is recorded at the moment, or null; asked before any work is done. Mirror workers. */
    @Nullable
    RecordOutcome refuses();

    /** The policy of the pseudonyms; thread-safe. */
    Pseudonymiser privacy();

    /** Takes an exchange, to be written soon; what becomes of it is counted then. Mirror workers. */
    void record(RecordedExchange exchange);
}
