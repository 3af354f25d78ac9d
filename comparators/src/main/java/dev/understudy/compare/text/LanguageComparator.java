package dev.understudy.compare.text;

import dev.understudy.compare.Comparison;
import dev.understudy.compare.Reading;
import dev.understudy.compare.ReadingComparator;
import dev.understudy.compare.Sides;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the answers are written in the same language, and, where one is wanted, in that. */
final class LanguageComparator extends ReadingComparator {
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
    public Comparison compare(Sides sides) {
        String obstacle = sides.obstacle();
        if (obstacle != null) {
            return Comparison.notComparable(obstacle);
        }
        Reading live = sides.live();
        Reading other = sides.other();
        String one = Language.of(live);
        String another = Language.of(other);
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
