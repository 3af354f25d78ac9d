package dev.understudy.compare.refusal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words of a text as cues are written: in lower case, English contractions written out ({@code can't} is {@code can
 * not}), with the number of the sentence that each stands in. Reads a bounded part of the text. Immutable.
 */
final class PlainWords {
    private static final Map<String, String> IRREGULAR = Map.of(
            "can't",
            "can not",
            "cannot",
            "can not",
            "won't",
            "will not",
            "shan't",
            "shall not",
            "i'm",
            "i am",
            "let's",
            "let us");

    private final List<String> words = new ArrayList<>();
    private int[] sentences = new int[64];
    private int[] ends = new int[64];

    private PlainWords() {}

    static PlainWords of(String text, int mostCharacters) {
        PlainWords plain = new PlainWords();
        int end = Math.min(text.length(), mostCharacters);
        int sentence = 0;
        int start = -1;
        for (int i = 0; i <= end; i++) {
            char unit = i == end ? ' ' : text.charAt(i);
            boolean inWord = Character.isLetterOrDigit(unit) || (start >= 0 && joins(unit));
            if (inWord) {
                start = start < 0 ? i : start;
                continue;
            }
            if (start >= 0) {
                plain.add(text.substring(start, i), sentence, i);
                start = -1;
            }
            sentence += endsSentence(text, i, end) && plain.endsWith(sentence) ? 1 : 0;
        }
        return plain;
    }

    /** Apostrophes, and the marks that vowels are in Hindi and Arabic. */
    private static boolean joins(char unit) {
        return unit == '\''
                || unit == '’'
                || (unit >= 0x300
                        && (Character.getType(unit) == Character.NON_SPACING_MARK
                                || Character.getType(unit) == Character.COMBINING_SPACING_MARK));
    }

    /** A sentence that has no word yet is not over. */
    private boolean endsWith(int sentence) {
        return !words.isEmpty() && sentences[words.size() - 1] == sentence;
    }

    private static boolean endsSentence(String text, int at, int end) {
        if (at >= end) {
            return false;
        }
        char unit = text.charAt(at);
        boolean stop = unit == '.' || unit == '!' || unit == '?' || unit == '؟' || unit == '।';
        return unit == '\n' || (stop && (at + 1 >= end || Character.isWhitespace(text.charAt(at + 1))));
    }

    private void add(String word, int sentence, int end) {
        String lower = word.toLowerCase(Locale.ROOT).replace('’', '\'');
        while (lower.endsWith("'")) {
            lower = lower.substring(0, lower.length() - 1);
        }
        String expanded = expanded(lower);
        if (expanded.indexOf(' ') < 0) {
            addPart(expanded, sentence, end);
            return;
        }
        for (String part : expanded.split(" ")) {
            addPart(part, sentence, end);
        }
    }

    private void addPart(String part, int sentence, int end) {
        if (part.isEmpty()) {
            return;
        }
        int at = words.size();
        if (at == ends.length) {
            sentences = Arrays.copyOf(sentences, at * 2);
            ends = Arrays.copyOf(ends, at * 2);
        }
        words.add(part);
        sentences[at] = sentence;
        ends[at] = end;
    }

    private static String expanded(String word) {
        int apostrophe = word.indexOf('\'');
        if (apostrophe < 0) {
            return IRREGULAR.getOrDefault(word, word);
        }
        String irregular = IRREGULAR.get(word);
        if (irregular != null) {
            return irregular;
        }
        if (word.endsWith("n't")) {
            return word.substring(0, word.length() - 3) + " not";
        }
        return switch (word.substring(apostrophe)) {
            case "'s" -> word.substring(0, apostrophe) + " is";
            case "'re" -> word.substring(0, apostrophe) + " are";
            case "'ll" -> word.substring(0, apostrophe) + " will";
            case "'d" -> word.substring(0, apostrophe) + " would";
            case "'ve" -> word.substring(0, apostrophe) + " have";
            default -> word.replace('\'', ' ');
        };
    }

    int size() {
        return words.size();
    }

    String word(int index) {
        return words.get(index);
    }

    /** The number of the sentence, from 0, that a word stands in. */
    int sentence(int index) {
        return sentences[index];
    }

    /** Behind the last character of a word in the text. */
    int end(int index) {
        return ends[index];
    }
}
