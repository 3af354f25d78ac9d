package dev.understudy.drift;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of one kind.
 *
 * @param share of what was seen lately that is new, 0 to 1; null while there is nothing to hold it against
 * @param since when the first of it was seen; null where there is no drift
 * @param seen lately
 * @param baselineSeen when the baseline was made, or so far towards it
 * @param elements what is new, or gone, most first
 */
record Finding(
        DriftKind kind,
        State state,
        @Nullable Double share,
        @Nullable Instant since,
        int seen,
        int baselineSeen,
        List<Element> elements) {

    enum State {
        /** Nothing of it was ever seen: providers that report no fingerprint, a route without a corpus. */
        UNSEEN,
        /** The baseline is not complete. */
        GATHERING,
        NONE,
        DRIFT
    }

    /**
     * An element that came or went.
     *
     * @param id the beginning of its hash
     * @param label what it is, for kinds that are no content; else null
     */
    record Element(String id, @Nullable String label, double before, double now) {}

    Finding {
        elements = List.copyOf(elements);
    }
}
