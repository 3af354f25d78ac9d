package dev.understudy.compare.text;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Judgeable;
import dev.understudy.compare.Ratio;
import dev.understudy.compare.Wording;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Asked;
import java.util.Map;

/** How much longer one answer is than the other, in words: what tells a wordier candidate from a different one. */
final class LengthComparator implements Comparator {
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
    public Comparison compare(Asked asked, Answer live, Answer other) {
        String obstacle = Judgeable.obstacle(live, other);
        if (obstacle != null) {
            return Comparison.notComparable(obstacle);
        }
        int liveWords = WordScanner.countWords(TextComparator.visible(live.completion()));
        int otherWords = WordScanner.countWords(TextComparator.visible(other.completion()));
        if (liveWords + otherWords == 0) {
            return Comparison.notComparable("neither answer has text");
        }
        return Comparison.of(
                Ratio.within(tolerance, liveWords, otherWords),
                Ratio.divergence(liveWords, otherWords),
                Map.of("words", (double) liveWords),
                Map.of("words", (double) otherWords),
                explain(live, liveWords, other, otherWords));
    }

    private static String explain(Answer live, int liveWords, Answer other, int otherWords) {
        String words =
                live.arm().label() + " " + liveWords + " words, " + other.arm().label() + " " + otherWords;
        return liveWords == 0 || otherWords == 0
                ? words
                : words + ": " + Wording.factor((double) otherWords / liveWords) + " times as long";
    }
}
