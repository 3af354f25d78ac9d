package dev.understudy.compare.judge;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Judgeable;
import dev.understudy.compare.Opinion;
import dev.understudy.compare.Qualities;
import dev.understudy.compare.Wording;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Asked;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports the opinion of a judge who was asked before. A judge that failed has none, and that is never a mismatch. */
final class JudgeComparator implements Comparator {
    static final String NAME = "judge";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Comparison compare(Asked asked, Answer live, Answer other) {
        return compare(asked, live, other, null);
    }

    @Override
    public Comparison compare(Asked asked, Answer live, Answer other, @Nullable Opinion opinion) {
        String obstacle = Judgeable.obstacle(live, other);
        if (obstacle != null) {
            return Comparison.notComparable(obstacle);
        }
        if (opinion instanceof Opinion.Preference preference) {
            return of(preference, other);
        }
        return Comparison.notComparable(opinion instanceof Opinion.None none ? none.reason() : "no judge was asked");
    }

    /** A tie is a match; a preference for either is as far apart as two answers can be. */
    private static Comparison of(Opinion.Preference preference, Answer other) {
        double win = preference.win();
        return Comparison.of(
                win == 0.5,
                Math.abs(2 * win - 1),
                qualities(1 - win, preference),
                qualities(win, preference),
                explain(preference, other));
    }

    private static Map<String, Double> qualities(double win, Opinion.Preference preference) {
        Qualities qualities = new Qualities().add("win", win);
        Boolean consistent = preference.consistent();
        if (consistent != null) {
            qualities.add("consistent", consistent ? 1.0 : 0.0);
        }
        return qualities.toMap();
    }

    private static String explain(Opinion.Preference preference, Answer other) {
        String result = preference.win() == 0.5
                ? "a tie"
                : (preference.win() == 1 ? other.arm().label() : "live") + " is preferred";
        String how =
                Boolean.FALSE.equals(preference.consistent()) ? ": in the other order the judge said otherwise" : "";
        String words = preference.words().isBlank() ? "" : " (" + preference.words() + ")";
        return Wording.excerpt(result + how + words, Wording.EXPLANATION_LIMIT);
    }
}
