package dev.understudy.compare.text;

import dev.understudy.compare.Comparison;
import dev.understudy.compare.Reading;
import dev.understudy.compare.ReadingComparator;
import dev.understudy.compare.Sides;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far the visible texts are apart, in words: {@link WordDistance} over {@link WordScanner}'s tokens. */
final class TextComparator extends ReadingComparator {
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
    public Comparison compare(Sides sides) {
        String obstacle = sides.obstacle();
        if (obstacle != null) {
            return Comparison.notComparable(obstacle);
        }
        Reading live = sides.live();
        Reading other = sides.other();
        Words liveWords = words(live);
        if (live.visible().equals(other.visible())) {
            return identical(live.visible(), liveWords, similarities(live.visible(), other.visible()));
        }
        Words otherWords = words(other);
        if (liveWords.size() + otherWords.size() == 0) {
            return Comparison.notComparable("neither answer has text");
        }
        Vocabulary vocabulary =
                new Vocabulary((long) live.visible().length() + other.visible().length());
        Tokens liveTokens = Tokens.of(liveWords, vocabulary);
        Tokens otherTokens = Tokens.of(otherWords, vocabulary);
        WordDistance distance = WordDistance.between(liveTokens, otherTokens, vocabulary);
        Map<String, Double> similar = similarities(live.visible(), other.visible());
        Overlap overlap = Overlap.of(liveTokens, otherTokens, vocabulary.size());
        return Comparison.of(
                distance.divergence() <= threshold,
                distance.divergence(),
                qualities(live.visible(), liveTokens.words(), similar, overlap),
                qualities(other.visible(), otherTokens.words(), similar, overlap.reversed()),
                TextExplanation.of(live.arm(), liveTokens, other.arm(), otherTokens, distance));
    }

    /** Of the text composed, which most texts are as they come. */
    private static Words words(Reading reading) {
        if (!reading.cues().mayCompose()) {
            return Words.of(reading);
        }
        return reading.once(Composed.class, read -> new Composed(Words.of(NormalForm.composed(read.visible()))))
                .words();
    }

    private record Composed(Words words) {}

    /** Measures of the pair; each of its arms has them. */
    private Map<String, Double> similarities(String live, String other) {
        Map<String, Double> measured = new HashMap<>();
        for (Similarity similarity : similarities) {
            measured.put(similarity.quality(), live.equals(other) ? 1 : similarity.measured(live, other));
        }
        return measured;
    }

    private static Comparison identical(String text, Words words, Map<String, Double> similar) {
        if (words.size() == 0) {
            return Comparison.notComparable("neither answer has text");
        }
        Map<String, Double> qualities = qualities(text, words.count(), similar, Overlap.SAME);
        return new Comparison.Match(0, qualities, qualities, "the same text");
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
