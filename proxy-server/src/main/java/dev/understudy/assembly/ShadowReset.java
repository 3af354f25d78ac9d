package dev.understudy.assembly;

import dev.understudy.Proxy;
import dev.understudy.admin.Cleared;
import dev.understudy.exchange.Outcome;
import dev.understudy.mirror.ShadowStatus;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Begins a shadow anew: what was counted and kept of it goes, and what it has under way does not count any more. Thread-safe. */
final class ShadowReset {
    private final InForce inForce;
    private final Proxy proxy;
    private final Records records;

    ShadowReset(InForce inForce, Proxy proxy, Records records) {
        this.inForce = inForce;
        this.proxy = proxy;
        this.records = records;
    }

    /** A shadow as it stood before, and since when it had counted. */
    private record Begun(ShadowStatus before, @Nullable Instant since) {}

    /** @throws IllegalArgumentException for a shadow that is not configured */
    Cleared of(String shadow) {
        Begun begun = inForce.unchanged(() -> begin(shadow));
        records.tick(proxy::shadows);
        // Not under the lock: a kill never waits for a disk.
        OptionalLong kept = records.archive().forget(shadow);
        ShadowStatus before = begun.before();
        return new Cleared(
                shadow,
                begun.since(),
                before.eligible(),
                compared(before.outcomes()),
                before.open(),
                kept.isPresent() ? kept.getAsLong() : null);
    }

    private Begun begin(String shadow) {
        ShadowStatus status = proxy.shadows().stream()
                .filter(one -> one.name().equals(shadow))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("shadow: " + shadow + " is not configured"));
        proxy.reset(shadow);
        return new Begun(status, records.reset(shadow).orElse(null));
    }

    private static long compared(Map<Outcome, Long> outcomes) {
        return outcomes.getOrDefault(Outcome.COMPARED, 0L) + outcomes.getOrDefault(Outcome.COMPARED_LIVE_FAILED, 0L);
    }
}
