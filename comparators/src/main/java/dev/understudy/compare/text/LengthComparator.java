package dev.understudy.compare.text;

import dev.understudy.compare.Comparison;
import dev.understudy.compare.Ratio;
import dev.understudy.compare.Reading;
import dev.understudy.compare.ReadingComparator;
import dev.understudy.compare.Sides;
import dev.understudy.compare.Wording;
import java.util.Map;

/** How much longer one answer is than the other, in words: what tells a wordier candidate from a different one. */
final class LengthComparator extends ReadingComparator {
    static final String NAME = "length";
    static final double DEFAULT_TOLERANCE = 0.25;

    private final double tolerance;

    LengthComparator(double tolerance) {
        this.tolerance = tolerance;
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
        int liveWords = Words.of(sides.live()).count();
        int otherWords = Words.of(sides.other()).count();
        if (liveWords + otherWords == 0) {
            return Comparison.notComparable("neither answer has text");
        }
        return Comparison.of(
                Ratio.within(tolerance, liveWords, otherWords),
                Ratio.divergence(liveWords, otherWords),
                Map.of("words", (double) liveWords),
                Map.of("words", (double) otherWords),
                explain(sides.live(), liveWords, sides.other(), otherWords));
    }

    private static String explain(Reading live, int liveWords, Reading other, int otherWords) {
        String words =
                live.arm().label() + " " + liveWords + " words, " + other.arm().label() + " " + otherWords;
        return liveWords == 0 || otherWords == 0
                ? words
                : words + ": " + Wording.factor((double) otherWords / liveWords) + " times as long";
    }
}
