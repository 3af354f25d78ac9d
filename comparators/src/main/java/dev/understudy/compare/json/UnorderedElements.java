package dev.understudy.compare.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Pairs the elements of two arrays whose order does not count: first those that are the same, then the most alike, then what
 * is left, in order. Only {@value #MOST_CANDIDATES} of each side are tried against each other.
 */
final class UnorderedElements {
    private static final int MOST_CANDIDATES = 64;
    private static final int FREE = -1;

    /** Two elements that belong together; -1 when there is none on that side. */
    record Match(int live, int other) {}

    private record Candidate(int difference, int live, int other) {}

    private final JsonDiff diff;
    private final JsonNode live;
    private final JsonNode other;
    private final int[] partnerOfLive;
    private final int[] partnerOfOther;

    private UnorderedElements(JsonDiff diff, JsonNode live, JsonNode other) {
        this.diff = diff;
        this.live = live;
        this.other = other;
        partnerOfLive = new int[live.size()];
        partnerOfOther = new int[other.size()];
        Arrays.fill(partnerOfLive, FREE);
        Arrays.fill(partnerOfOther, FREE);
    }

    static List<Match> match(JsonDiff diff, JsonNode live, JsonNode other) {
        UnorderedElements elements = new UnorderedElements(diff, live, other);
        elements.pairSame();
        elements.pairAlike();
        elements.pairRest();
        return elements.matches();
    }

    private void pairSame() {
        Map<String, Deque<Integer>> byKey = new HashMap<>();
        for (int j = 0; j < other.size(); j++) {
            String key = key(other, j);
            if (key != null) {
                byKey.computeIfAbsent(key, absent -> new ArrayDeque<>()).add(j);
            }
        }
        for (int i = 0; i < live.size() && !byKey.isEmpty(); i++) {
            String key = key(live, i);
            Deque<Integer> same = key == null ? null : byKey.get(key);
            Integer j = same == null ? null : same.poll();
            if (j != null) {
                pair(i, j);
            }
        }
    }

    private @Nullable String key(JsonNode array, int index) {
        diff.track().enter(index);
        String key = diff.key(array.get(index));
        diff.track().leave();
        return key;
    }

    private void pairAlike() {
        List<Candidate> candidates = new ArrayList<>();
        int[] freeLive = free(partnerOfLive);
        int[] freeOther = free(partnerOfOther);
        for (int i : freeLive) {
            diff.track().enter(i);
            for (int j : freeOther) {
                candidates.add(new Candidate(diff.measure(live.get(i), other.get(j)), i, j));
            }
            diff.track().leave();
        }
        candidates.sort(Comparator.comparingInt(Candidate::difference));
        for (Candidate candidate : candidates) {
            if (partnerOfLive[candidate.live()] == FREE && partnerOfOther[candidate.other()] == FREE) {
                pair(candidate.live(), candidate.other());
            }
        }
    }

    private static int[] free(int[] partners) {
        int[] free = new int[Math.min(MOST_CANDIDATES, partners.length)];
        int count = 0;
        for (int i = 0; i < partners.length && count < free.length; i++) {
            if (partners[i] == FREE) {
                free[count++] = i;
            }
        }
        return Arrays.copyOf(free, count);
    }

    private void pairRest() {
        int j = 0;
        for (int i = 0; i < partnerOfLive.length; i++) {
            while (j < partnerOfOther.length && partnerOfOther[j] != FREE) {
                j++;
            }
            if (partnerOfLive[i] == FREE && j < partnerOfOther.length) {
                pair(i, j);
            }
        }
    }

    private void pair(int i, int j) {
        partnerOfLive[i] = j;
        partnerOfOther[j] = i;
    }

    private List<Match> matches() {
        List<Match> matches = new ArrayList<>(live.size());
        for (int i = 0; i < partnerOfLive.length; i++) {
            matches.add(new Match(i, partnerOfLive[i]));
        }
        for (int j = 0; j < partnerOfOther.length; j++) {
            if (partnerOfOther[j] == FREE) {
                matches.add(new Match(FREE, j));
            }
        }
        return matches;
    }
}
