package dev.understudy.compare.facts;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which facts only one of two texts states. A word that one text denies and the other affirms is one fact on each side;
 * a word that the other does not use says nothing. Two quantities that have changed places are two facts on each side.
 *
 * @param common facts that both state
 */
record FactDifferences(int common, List<Fact> liveOnly, List<Fact> otherOnly) {

    static FactDifferences between(Facts live, Facts other) {
        Set<Fact> liveOnly = new LinkedHashSet<>();
        List<Fact> liveOrder = new ArrayList<>();
        int common = split(live, other, liveOnly, liveOrder);
        Set<Fact> otherOnly = new LinkedHashSet<>();
        List<Fact> otherOrder = new ArrayList<>();
        split(other, live, otherOnly, otherOrder);
        List<Exchanged.Pair> exchanged = Exchanged.between(live, other, liveOrder, otherOrder);
        common += sameDates(liveOnly, otherOnly) + sameDates(otherOnly, liveOnly);
        common += negations(live, other, liveOnly, otherOnly);
        exchanged.forEach(pair -> add(pair, liveOnly, otherOnly));
        common -= 2 * exchanged.size();
        return new FactDifferences(common, List.copyOf(liveOnly), List.copyOf(otherOnly));
    }

    /** Sorts one text's facts into those that it states alone and, of those of both, the quantities that stand once in each; returns how many are of both. */
    private static int split(Facts some, Facts others, Set<Fact> alone, List<Fact> quantities) {
        int common = 0;
        for (Fact fact : some.stated()) {
            if (!others.stated().contains(fact)) {
                alone.add(fact);
                continue;
            }
            common++;
            if (fact.kind().isQuantity() && some.isStatedOnce(fact) && others.isStatedOnce(fact)) {
                quantities.add(fact);
            }
        }
        return common;
    }

    /** Takes out pairs of which one is a date that can be read in two ways, one of which is the other; returns how many. */
    private static int sameDates(Set<Fact> some, Set<Fact> others) {
        int pairs = 0;
        for (Iterator<Fact> each = some.iterator(); each.hasNext(); ) {
            Fact fact = each.next();
            if (fact.kind() == FactKind.DATE && removeAny(others, DateReader.meanings(fact.value()))) {
                each.remove();
                pairs++;
            }
        }
        return pairs;
    }

    private static boolean removeAny(Set<Fact> others, List<String> dates) {
        for (String date : dates) {
            if (others.remove(new Fact(FactKind.DATE, date))) {
                return true;
            }
        }
        return false;
    }

    /** Adds what both state of different things, with the words that say of what. */
    private static void add(Exchanged.Pair pair, Set<Fact> liveOnly, Set<Fact> otherOnly) {
        liveOnly.add(pair.one().of(pair.word()));
        liveOnly.add(pair.another().of(pair.otherWord()));
        otherOnly.add(pair.another().of(pair.word()));
        otherOnly.add(pair.one().of(pair.otherWord()));
    }

    /** Adds what one text only denies and the other only affirms; returns how many words both deny. */
    private static int negations(Facts live, Facts other, Set<Fact> liveOnly, Set<Fact> otherOnly) {
        if (live.denied().isEmpty() && other.denied().isEmpty()) {
            return 0;
        }
        Set<String> denied = new LinkedHashSet<>(live.denied());
        denied.addAll(other.denied());
        Set<String> liveAffirms = live.affirmedOf(denied);
        Set<String> otherAffirms = other.affirmedOf(denied);
        int both = 0;
        for (String stem : live.denied()) {
            if (other.denied().contains(stem)) {
                both += liveAffirms.contains(stem) ? 0 : 1;
            } else if (!liveAffirms.contains(stem) && otherAffirms.contains(stem)) {
                liveOnly.add(new Fact(FactKind.NEGATION, stem));
            }
        }
        for (String stem : other.denied()) {
            boolean turned = !live.denied().contains(stem) && liveAffirms.contains(stem);
            if (turned && !otherAffirms.contains(stem)) {
                otherOnly.add(new Fact(FactKind.NEGATION, stem));
            }
        }
        return both;
    }

    /** {@code 1 − 2c/(2c + d)}, where c are the common facts and d those of one text only; 0 when there are none. */
    double divergence() {
        int single = liveOnly.size() + otherOnly.size();
        return single == 0 ? 0 : (double) single / (2.0 * common + single);
    }

    /** How much of the facts of one text these are, which only that one states; 0 where it states none. */
    double share(List<Fact> alone) {
        return alone.isEmpty() ? 0 : (double) alone.size() / (common + alone.size());
    }

    boolean none() {
        return common + liveOnly.size() + otherOnly.size() == 0;
    }
}
