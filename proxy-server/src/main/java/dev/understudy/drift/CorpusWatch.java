package dev.understudy.drift;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much of the route's corpus was recorded under another production than today's. Not thread-safe. */
final class CorpusWatch {
    private @Nullable Double stale;
    private @Nullable Instant since;

    /** @param share of its exchanges; null where there is no corpus */
    void set(Instant at, @Nullable Double share) {
        stale = share;
        since = share == null || share == 0 ? null : since == null ? at : since;
    }

    Finding finding(double tolerance) {
        Double share = stale;
        if (share == null) {
            return new Finding(DriftKind.CORPUS, Finding.State.UNSEEN, null, null, 0, 0, List.of());
        }
        boolean drifts = share >= tolerance;
        return new Finding(
                DriftKind.CORPUS,
                drifts ? Finding.State.DRIFT : Finding.State.NONE,
                share,
                drifts ? since : null,
                1,
                1,
                List.of());
    }
}
