package dev.understudy.drift;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was usual when a shadow was approved: which elements, in how many observations. Immutable.
 *
 * @param seen observations
 * @param counts in how many of them each element was
 */
record Baseline(int seen, Map<Long, Integer> counts) {
    /** Elements that are kept; the ones most often seen. */
    private static final int MOST = 512;
    /** From so many observations on, what was seen once is a slot of a template, and no part of it. */
    private static final int ENOUGH_FOR_CHANCE = 20;
    /** What nearly all observations had is missed when it is gone. */
    private static final double UNIVERSAL = 0.95;

    Baseline {
        counts = Map.copyOf(counts);
    }

    /** Of what was counted, without what came once only. */
    static Baseline of(int seen, Map<Long, Integer> counted) {
        int least = seen < ENOUGH_FOR_CHANCE ? 1 : 2;
        Map<Long, Integer> kept = new HashMap<>();
        counted.entrySet().stream()
                .filter(entry -> entry.getValue() >= least)
                .sorted(Map.Entry.<Long, Integer>comparingByValue().reversed())
                .limit(MOST)
                .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        return new Baseline(seen, kept);
    }

    boolean knows(long element) {
        return counts.containsKey(element);
    }

    double share(long element) {
        return seen == 0 ? 0 : counts.getOrDefault(element, 0) / (double) seen;
    }

    /** What nearly every observation had; nothing while there are too few to say so. */
    List<Long> universal() {
        return seen < ENOUGH_FOR_CHANCE
                ? List.of()
                : counts.keySet().stream()
                        .filter(element -> share(element) >= UNIVERSAL)
                        .toList();
    }
}
