package dev.understudy.drift;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that is configured, not seen: as it is beside how it was when the shadow was approved. Not thread-safe. */
final class StaticWatch {
    private final DriftKind kind;
    /** Whether what is added is no drift: a price for another model. */
    private final boolean mayGrow;

    private Set<Long> now = Set.of();
    private @Nullable Set<Long> approved;
    private @Nullable Instant since;

    StaticWatch(DriftKind kind, boolean mayGrow) {
        this.kind = kind;
        this.mayGrow = mayGrow;
    }

    /** As it is from now on; the first time it is approved by that. Returns whether more is approved now than before. */
    boolean set(Instant at, Set<Long> elements) {
        now = Set.copyOf(elements);
        boolean first = approved == null;
        if (first) {
            approved = now;
        }
        boolean grown = grow();
        settle(at);
        return first || grown;
    }

    /** What is added where it may grow is approved with the rest. */
    private boolean grow() {
        Set<Long> before = approved;
        boolean grows = mayGrow && before != null && now.size() > before.size() && now.containsAll(before);
        if (grows) {
            approved = now;
        }
        return grows;
    }

    private void settle(Instant at) {
        Set<Long> before = approved;
        boolean same = before == null || (mayGrow ? now.containsAll(before) : now.equals(before));
        since = same ? null : since == null ? at : since;
    }

    void use(Instant at, Set<Long> elements) {
        approved = Set.copyOf(elements);
        grow();
        settle(at);
    }

    void approve() {
        approved = now;
        since = null;
    }

    Set<Long> approved() {
        return approved == null ? Set.of() : approved;
    }

    Finding finding() {
        Set<Long> before = approved();
        boolean unseen = before.isEmpty() && now.isEmpty();
        boolean drifts = since != null;
        Set<Long> gone = new HashSet<>(before);
        gone.removeAll(now);
        return new Finding(
                kind,
                unseen ? Finding.State.UNSEEN : drifts ? Finding.State.DRIFT : Finding.State.NONE,
                unseen ? null : drifts ? 1.0 : 0.0,
                since,
                now.size(),
                before.size(),
                gone.stream()
                        .sorted()
                        .limit(8)
                        .map(one ->
                                new Finding.Element(String.format("%016x", one).substring(0, 8), null, 1, 0))
                        .toList());
    }
}
