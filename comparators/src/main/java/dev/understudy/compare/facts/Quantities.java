package dev.understudy.compare.facts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the numbers, amounts, dates and times of a text stand, in its order. Bounded; not changed once read. */
final class Quantities {
    private static final int MOST = 500;

    private final List<Fact> facts = new ArrayList<>();
    private int[] bounds = new int[32];

    void add(Fact fact, int start, int end) {
        if (facts.size() == MOST) {
            return;
        }
        int at = 2 * facts.size();
        if (at == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * at);
        }
        bounds[at] = start;
        bounds[at + 1] = end;
        facts.add(fact);
    }

    int size() {
        return facts.size();
    }

    Fact fact(int index) {
        return facts.get(index);
    }

    int start(int index) {
        return bounds[2 * index];
    }

    int end(int index) {
        return bounds[2 * index + 1];
    }
}
