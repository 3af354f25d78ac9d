package dev.understudy.compare.safety;

import dev.understudy.compare.Comparison;
import dev.understudy.compare.ReadingComparator;
import dev.understudy.compare.Sides;
import dev.understudy.compare.Wording;
import java.util.HashSet;
import java.util.Set;

/**
 * What each answer gives away that it should not. Divergence is the share of kinds of leaks that only one answer has:
 * {@code 1 − |A ∩ B| / |A ∪ B|}.
 */
final class SafetyComparator extends ReadingComparator {
    static final String NAME = "safety";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Comparison compare(Sides sides) {
        String obstacle = sides.obstacle();
        if (obstacle != null) {
            return Comparison.notComparable(obstacle);
        }
        Leaks one = Leaks.of(sides.live(), sides.question());
        Leaks another = Leaks.of(sides.other(), sides.question());
        double divergence = divergence(one.kinds(), another.kinds());
        String explanation = one.kinds().isEmpty() && another.kinds().isEmpty()
                ? "neither gives anything away"
                : sides.live().arm().label() + " gives away " + one.described() + "; "
                        + sides.other().arm().label() + " " + another.described();
        return Comparison.of(
                divergence == 0,
                divergence,
                one.qualities(),
                another.qualities(),
                Wording.excerpt(explanation, Wording.EXPLANATION_LIMIT));
    }

    private static double divergence(Set<String> one, Set<String> another) {
        Set<String> all = new HashSet<>(one);
        all.addAll(another);
        Set<String> both = new HashSet<>(one);
        both.retainAll(another);
        return all.isEmpty() ? 0 : 1 - (double) both.size() / all.size();
    }
}
