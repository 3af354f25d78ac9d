package dev.understudy.compare.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds quantities that two texts both state and that have changed places: "A costs 5, B costs 7" beside "A costs 7, B costs 5".
 * Each stands once in either text and has a word that belongs to the other one in the other text, none that stays with
 * it, and none that says a third thing. Symmetric. Not thread-safe.
 */
final class Exchanged {
    /**
     * @param word in live's text the one quantity's, in the other text the other's
     * @param otherWord the other way round
     */
    record Pair(Fact one, String word, Fact another, String otherWord) {}

    private final Map<Fact, Fact> becomes = new LinkedHashMap<>();
    private final Map<Fact, Fact> was = new HashMap<>();
    private final Map<Fact, String> wordsBefore = new HashMap<>();
    private final Map<Fact, String> wordsBehind = new HashMap<>();
    private final Set<Fact> unclear = new HashSet<>();

    private Exchanged() {}

    /**
     * Looks where the order of the quantities differs only: most pairs of answers are done with that.
     *
     * @param liveOrder the quantities that stand once in both texts, in the order of live's
     * @param otherOrder the same in the order of the other
     */
    static List<Pair> between(Facts live, Facts other, List<Fact> liveOrder, List<Fact> otherOrder) {
        int from = 0;
        int to = liveOrder.size();
        while (from < to && liveOrder.get(from).equals(otherOrder.get(from))) {
            from++;
        }
        while (from < to && liveOrder.get(to - 1).equals(otherOrder.get(to - 1))) {
            to--;
        }
        return from == to ? List.of() : between(live, other, new HashSet<>(liveOrder.subList(from, to)));
    }

    private static List<Pair> between(Facts live, Facts other, Set<Fact> moved) {
        Bindings ours = live.bindings(moved);
        Bindings theirs = other.bindings(moved);
        Exchanged exchanged = new Exchanged();
        exchanged.read(ours.before(), theirs.before(), exchanged.wordsBefore);
        exchanged.read(ours.behind(), theirs.behind(), exchanged.wordsBehind);
        return exchanged.pairs();
    }

    private void read(Map<String, @Nullable Fact> ours, Map<String, @Nullable Fact> theirs, Map<Fact, String> words) {
        ours.forEach((word, fact) -> {
            Fact their = theirs.get(word);
            if (fact == null || their == null || fact.kind() != their.kind()) {
                return;
            }
            if (fact.equals(their)) {
                unclear.add(fact);
            } else {
                changes(fact, their);
                words.putIfAbsent(fact, word);
            }
        });
    }

    private void changes(Fact fact, Fact their) {
        Fact known = becomes.putIfAbsent(fact, their);
        if (known != null && !known.equals(their)) {
            unclear.add(fact);
        }
        Fact knownBefore = was.putIfAbsent(their, fact);
        if (knownBefore != null && !knownBefore.equals(fact)) {
            unclear.add(their);
        }
    }

    private List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        Set<Fact> used = new HashSet<>(unclear);
        becomes.forEach((fact, another) -> {
            boolean clear = !used.contains(fact) && !used.contains(another);
            Pair pair = clear && fact.equals(becomes.get(another)) ? pair(fact, another) : null;
            if (pair != null) {
                used.add(another);
                pairs.add(pair);
            }
        });
        return pairs;
    }

    /** With the words on the same side of both where there are such; null where one word is all that speaks for it. */
    private @Nullable Pair pair(Fact one, Fact another) {
        boolean bothBefore = wordsBefore.containsKey(one) && wordsBefore.containsKey(another);
        Map<Fact, String> first = bothBefore ? wordsBefore : wordsBehind;
        Map<Fact, String> second = bothBefore ? wordsBehind : wordsBefore;
        String word = first.getOrDefault(one, second.get(one));
        String otherWord = first.getOrDefault(another, second.get(another));
        return word == null || otherWord == null || word.equals(otherWord)
                ? null
                : new Pair(one, word, another, otherWord);
    }
}
