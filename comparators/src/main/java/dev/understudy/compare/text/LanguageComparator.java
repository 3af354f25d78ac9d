package dev.understudy.compare.text;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Judgeable;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Asked;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the answers are written in the same language, and, where one is wanted, in that. */
final class LanguageComparator implements Comparator {
    static final String NAME = "language";

    private final String expected;

    /** @param expected an ISO 639-1 code, or empty for any */
    LanguageComparator(String expected) {
        this.expected = expected;
    }

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
        String one = Language.of(TextComparator.visible(live.completion()));
        String another = Language.of(TextComparator.visible(other.completion()));
        if (one == null || another == null) {
            String whose = (one == null ? live : other).arm().label();
            return new Comparison.NotComparable(
                    qualities(one), qualities(another), "the language of " + whose + " cannot be told");
        }
        boolean same = one.equals(another);
        String explanation = same
                ? "both in " + one
                : live.arm().label() + " in " + one + ", " + other.arm().label() + " in " + another;
        return Comparison.of(same, same ? 0 : 1, qualities(one), qualities(another), explanation);
    }

    private Map<String, Double> qualities(@Nullable String language) {
        return language == null || expected.isEmpty()
                ? Map.of()
                : Map.of("expected", language.equals(expected) ? 1.0 : 0.0);
    }
}
