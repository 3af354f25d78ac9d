package dev.understudy.verdicts;

import java.time.Instant;
import java.util.Optional;

/**
 * Keeps evidence over restarts. Called by one thread. Nothing of it throws: what goes wrong is logged by the store, and evidence goes on
 * in memory.
 */
public interface EvidenceStore extends AutoCloseable {
    /**
     * What is kept of a candidate.
     *
     * @param fingerprint of the candidate's configuration
     */
    Optional<String> load(String shadow, String fingerprint);

    /** When evidence of another candidate of this shadow was kept last. */
    Optional<Instant> otherCandidate(String shadow, String fingerprint);

    /** Keeps it in place of what was kept before; whether that worked. */
    boolean save(String shadow, String fingerprint, Instant at, String evidence);

    /** Lets go whatever is kept of a shadow, of all its candidates; whether that worked. */
    boolean forget(String shadow);

    @Override
    void close();

    /** Keeps nothing. */
    EvidenceStore NONE = new EvidenceStore() {
        @Override
        public Optional<String> load(String shadow, String fingerprint) {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> otherCandidate(String shadow, String fingerprint) {
            return Optional.empty();
        }

        @Override
        public boolean save(String shadow, String fingerprint, Instant at, String evidence) {
            return true;
        }

        @Override
        public boolean forget(String shadow) {
            return true;
        }

        @Override
        public void close() {}
    };
}
