package dev.understudy.drift;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One kind of thing seen in traffic: the latest observations beside those of the baseline. An observation is a set of
 * elements (sentences of a prompt, tools, parameters). It is new if it has an element that the baseline does not know and
 * that comes again and again, or lacks one that nearly everything had. An element that comes once is a name or an id in a
 * template. Bounded by {@value #LATEST} observations. Not thread-safe.
 */
final class KindWatch {
    static final int LATEST = 200;
    /** An explicit approval of less than this is a wish for a baseline that begins now. */
    static final int LEAST = 20;

    private static final int MOST_ELEMENTS = 80;
    private static final int MOST_GATHERED = 20_000;
    private static final int AGAIN = 3;
    private static final int SHOWN = 8;

    private record Seen(Instant at, long[] elements) {}

    private final DriftKind kind;
    private final int wanted;
    private final ArrayDeque<Seen> latest = new ArrayDeque<>();
    private Map<Long, Integer> gathering = new HashMap<>();
    private int gathered;
    private @Nullable Baseline baseline;
    private @Nullable Instant since;

    /** @param wanted observations that make a baseline */
    KindWatch(DriftKind kind, int wanted) {
        this.kind = kind;
        this.wanted = wanted;
    }

    /** Returns whether the baseline was completed by it. */
    boolean see(Instant at, long[] all) {
        long[] elements = all.length <= MOST_ELEMENTS ? all : Arrays.copyOf(all, MOST_ELEMENTS);
        latest.addLast(new Seen(at, elements));
        if (latest.size() > LATEST) {
            latest.removeFirst();
        }
        if (baseline != null) {
            return false;
        }
        count(gathering, elements);
        gathered++;
        if (gathered < wanted) {
            return false;
        }
        use(Baseline.of(gathered, gathering));
        return true;
    }

    private static void count(Map<Long, Integer> counts, long[] elements) {
        for (long element : distinct(elements)) {
            if (counts.size() < MOST_GATHERED || counts.containsKey(element)) {
                counts.merge(element, 1, Integer::sum);
            }
        }
    }

    private static Set<Long> distinct(long[] elements) {
        Set<Long> distinct = new HashSet<>();
        for (long element : elements) {
            distinct.add(element);
        }
        return distinct;
    }

    /** From here on this is what is usual. */
    void use(Baseline usual) {
        baseline = usual;
        gathering = new HashMap<>();
        gathered = 0;
        since = null;
    }

    /** What was seen lately is what is usual; where that is too little, it is the beginning of it. */
    void approve() {
        Map<Long, Integer> counts = counts();
        if (latest.size() >= Math.min(LEAST, wanted)) {
            use(Baseline.of(latest.size(), counts));
            return;
        }
        baseline = null;
        since = null;
        gathering = counts;
        gathered = latest.size();
    }

    private Map<Long, Integer> counts() {
        Map<Long, Integer> counts = new HashMap<>();
        latest.forEach(seen -> count(counts, seen.elements()));
        return counts;
    }

    @Nullable
    Baseline baseline() {
        return baseline;
    }

    /**
     * How it stands.
     *
     * @param tolerance the share from which on it is drift
     * @param labels of elements that have one
     */
    Finding finding(double tolerance, Map<Long, String> labels) {
        Baseline usual = baseline;
        if (usual == null) {
            Finding.State state = gathered == 0 ? Finding.State.UNSEEN : Finding.State.GATHERING;
            return new Finding(kind, state, null, null, latest.size(), gathered, List.of());
        }
        Map<Long, Integer> counts = counts();
        int again = Math.max(AGAIN, latest.size() / 100);
        Set<Long> fresh = new HashSet<>();
        counts.forEach((element, count) -> {
            if (count >= again && !usual.knows(element)) {
                fresh.add(element);
            }
        });
        List<Long> universal = usual.universal();
        double share = share(fresh, universal, tolerance);
        List<Finding.Element> elements = new ArrayList<>();
        fresh.forEach(element -> elements.add(element(element, usual, counts, labels)));
        universal.stream()
                .filter(element -> counts.getOrDefault(element, 0) < latest.size())
                .forEach(element -> elements.add(element(element, usual, counts, labels)));
        elements.sort(Comparator.comparingDouble((Finding.Element one) -> -Math.abs(one.now() - one.before()))
                .thenComparing(Finding.Element::id));
        return new Finding(
                kind,
                since == null ? Finding.State.NONE : Finding.State.DRIFT,
                share,
                since,
                latest.size(),
                usual.seen(),
                elements.subList(0, Math.min(SHOWN, elements.size())));
    }

    private double share(Set<Long> fresh, List<Long> universal, double tolerance) {
        int count = 0;
        Instant first = null;
        for (Seen seen : latest) {
            Set<Long> has = distinct(seen.elements());
            if (!has.containsAll(universal) || has.stream().anyMatch(fresh::contains)) {
                count++;
                first = first == null ? seen.at() : first;
            }
        }
        double share = latest.isEmpty() ? 0 : count / (double) latest.size();
        boolean drifts = count >= AGAIN && share >= tolerance;
        since = drifts ? (since == null ? first : since) : null;
        return share;
    }

    private Finding.Element element(long element, Baseline usual, Map<Long, Integer> counts, Map<Long, String> labels) {
        double now = latest.isEmpty() ? 0 : counts.getOrDefault(element, 0) / (double) latest.size();
        return new Finding.Element(
                String.format("%016x", element).substring(0, 8), labels.get(element), usual.share(element), now);
    }
}
