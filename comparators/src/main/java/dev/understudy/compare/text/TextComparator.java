package dev.understudy.compare.text;

import dev.understudy.canonical.Completion;
import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Judgeable;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Asked;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far the visible texts are apart, in words: {@link WordDistance} over {@link WordScanner}'s tokens. */
final class TextComparator implements Comparator {
    static final String NAME = "text";

    /** Two of three words are the same, in order. */
    static final double DEFAULT_THRESHOLD = 1.0 / 3;

    private final double threshold;
    private final List<Similarity> similarities;

    TextComparator(double threshold, List<Similarity> similarities) {
        this.similarities = List.copyOf(similarities);
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
            return identical(liveText, similarities(liveText, otherText));
        }
        Vocabulary vocabulary = new Vocabulary((long) liveText.length() + otherText.length());
        Tokens liveTokens = Tokens.of(NormalForm.composed(liveText), vocabulary);
        Tokens otherTokens = Tokens.of(NormalForm.composed(otherText), vocabulary);
        if (liveTokens.size() + otherTokens.size() == 0) {
            return Comparison.notComparable("neither answer has text");
        }
        WordDistance distance = WordDistance.between(liveTokens, otherTokens, vocabulary);
        Map<String, Double> similar = similarities(liveText, otherText);
        Overlap overlap = Overlap.of(liveTokens, otherTokens, vocabulary.size());
        return Comparison.of(
                distance.divergence() <= threshold,
                distance.divergence(),
                qualities(liveText, liveTokens.words(), similar, overlap),
                qualities(otherText, otherTokens.words(), similar, overlap.reversed()),
                TextExplanation.of(live.arm(), liveTokens, other.arm(), otherTokens, distance));
    }

    /** Measures of the pair; each of its arms has them. */
    private Map<String, Double> similarities(String live, String other) {
        Map<String, Double> measured = new HashMap<>();
        for (Similarity similarity : similarities) {
            measured.put(similarity.quality(), live.equals(other) ? 1 : similarity.measured(live, other));
        }
        return measured;
    }

    private static Comparison identical(String text, Map<String, Double> similar) {
        if (!new WordScanner(text).next()) {
            return Comparison.notComparable("neither answer has text");
        }
        Map<String, Double> qualities = qualities(text, WordScanner.countWords(text), similar, Overlap.SAME);
        return new Comparison.Match(0, qualities, qualities, "the same text");
    }

    /** What the user sees: the text, or the refusal that stands in its place. */
    static String visible(Completion completion) {
        String text = completion.text();
        if (text != null && !text.isEmpty()) {
            return text;
        }
        String refusal = completion.refusal();
        return refusal == null ? "" : refusal;
    }

    private static Map<String, Double> qualities(String text, int words, Map<String, Double> similar, Overlap overlap) {
        Map<String, Double> qualities = new HashMap<>(similar);
        qualities.put("words", (double) words);
        qualities.put("added", overlap.added());
        qualities.put("missing", overlap.missing());
        qualities.put("characters", (double) text.codePointCount(0, text.length()));
        return qualities;
    }
}
