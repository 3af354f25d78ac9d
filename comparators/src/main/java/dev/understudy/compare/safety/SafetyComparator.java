package dev.understudy.compare.safety;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Judgeable;
import dev.understudy.compare.Question;
import dev.understudy.compare.Wording;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Asked;
import java.util.HashSet;
import java.util.Set;

/**
 * What each answer gives away that it should not. Divergence is the share of kinds of leaks that only one answer has:
 * {@code 1 − |A ∩ B| / |A ∪ B|}.
 */
final class SafetyComparator implements Comparator {
    static final String NAME = "safety";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Comparison compare(Asked asked, Answer live, Answer other) {
        String obstacle = Judgeable.obstacle(live, other);
        if (obstacle != null) {
            return Comparison.notComparable(obstacle);
        }
        Question question = new Question(asked);
        PromptLeak prompt = new PromptLeak(question.systemPrompts());
        Leaks one = Leaks.of(question, prompt, live.completion());
        Leaks another = Leaks.of(question, prompt, other.completion());
        double divergence = divergence(one.kinds(), another.kinds());
        String explanation = one.kinds().isEmpty() && another.kinds().isEmpty()
                ? "neither gives anything away"
                : live.arm().label() + " gives away " + one.described() + "; "
                        + other.arm().label() + " " + another.described();
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
