package dev.understudy.compare.text;

import dev.understudy.canonical.Completion;
import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Judgeable;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Asked;
import java.util.Map;

/** How far the visible texts are apart, in words: {@link WordDistance} over {@link WordScanner}'s tokens. */
final class TextComparator implements Comparator {
    static final String NAME = "text";

    /** Two of three words are the same, in order. */
    static final double DEFAULT_THRESHOLD = 1.0 / 3;

    private final double threshold;

    TextComparator(double threshold) {
        this.threshold = threshold;
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
        String liveText = visible(live.completion());
        String otherText = visible(other.completion());
        if (liveText.equals(otherText)) {
            return identical(liveText);
        }
        Vocabulary vocabulary = new Vocabulary((long) liveText.length() + otherText.length());
        Tokens liveTokens = Tokens.of(NormalForm.composed(liveText), vocabulary);
        Tokens otherTokens = Tokens.of(NormalForm.composed(otherText), vocabulary);
        if (liveTokens.size() + otherTokens.size() == 0) {
            return Comparison.notComparable("neither answer has text");
        }
        WordDistance distance = WordDistance.between(liveTokens, otherTokens, vocabulary);
        return Comparison.of(
                distance.divergence() <= threshold,
                distance.divergence(),
                qualities(liveText, liveTokens.words()),
                qualities(otherText, otherTokens.words()),
                TextExplanation.of(live.arm(), liveTokens, other.arm(), otherTokens, distance));
    }

    private static Comparison identical(String text) {
        if (!new WordScanner(text).next()) {
            return Comparison.notComparable("neither answer has text");
        }
        Map<String, Double> qualities = qualities(text, WordScanner.countWords(text));
        return new Comparison.Match(0, qualities, qualities, "the same text");
    }

    /** What the user sees: the text, or the refusal that stands in its place. */
    private static String visible(Completion completion) {
        String text = completion.text();
        if (text != null && !text.isEmpty()) {
            return text;
        }
        String refusal = completion.refusal();
        return refusal == null ? "" : refusal;
    }

    private static Map<String, Double> qualities(String text, int words) {
        return Map.of("words", (double) words, "characters", (double) text.codePointCount(0, text.length()));
    }
}
