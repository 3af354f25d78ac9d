package dev.understudy.compare.text;

import dev.understudy.compare.ComparatorMetric;
import java.util.Locale;

/**
 * Other measures of how alike two texts are, 0 to 1, the same whichever text comes first. Read from a bounded beginning of
 * each text.
 */
enum Similarity {
    /** {@code 2c/(n + m)} over characters, where c is the length of their longest common subsequence. */
    CHARACTERS("character_similarity", "longest common subsequence of characters") {
        @Override
        double measured(String live, String other) {
            Vocabulary vocabulary = new Vocabulary(256);
            return Similarity.common(
                    Tokens.ofCharacters(live, MOST_CHARACTERS, vocabulary),
                    Tokens.ofCharacters(other, MOST_CHARACTERS, vocabulary),
                    vocabulary);
        }
    },
    /** ROUGE-L (Lin 2004) as F1, over words in lower case without symbols. */
    ROUGE_L("rouge_l", "ROUGE-L F1 over lower-case words") {
        @Override
        double measured(String live, String other) {
            Vocabulary vocabulary = new Vocabulary((long) live.length() + other.length());
            return Similarity.common(
                    Tokens.ofWords(live.toLowerCase(Locale.ROOT), vocabulary),
                    Tokens.ofWords(other.toLowerCase(Locale.ROOT), vocabulary),
                    vocabulary);
        }
    },
    /** chrF (Popović 2015) with n-grams of 1 to 6 characters and beta 1, so that neither text is the reference. */
    CHRF("chrf", "chrF1, character n-grams of 1 to 6") {
        @Override
        double measured(String live, String other) {
            return CharacterGrams.f1(live, other, MOST_CHARACTERS);
        }
    };

    private static final int MOST_CHARACTERS = 20_000;

    private final String quality;
    private final String meaning;

    Similarity(String quality, String meaning) {
        this.quality = quality;
        this.meaning = meaning;
    }

    abstract double measured(String live, String other);

    /** The name of the quality; both arms have it, with the same value. */
    String quality() {
        return quality;
    }

    ComparatorMetric metric() {
        return ComparatorMetric.share(quality, meaning + "; of the pair, so the same on both sides");
    }

    /** The name in configuration: {@code rouge_l}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static double common(Tokens live, Tokens other, Vocabulary vocabulary) {
        int all = live.size() + other.size();
        if (all == 0) {
            return 1;
        }
        CommonSubsequence common = new CommonSubsequence(live, 0, live.size(), vocabulary.size());
        for (int i = 0; i < other.size(); i++) {
            common.add(other.number(i));
        }
        return Math.min(1, 2.0 * common.length() / all);
    }
}
