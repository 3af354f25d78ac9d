package dev.understudy.compare.refusal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * The words of a text as cues are written: in lower case, English contractions written out ({@code can't} is {@code can
 * not}), with the number of the sentence that each stands in. Reads a bounded part of the text. Immutable.
 */
final class PlainWords {
    private static final Map<String, String> IRREGULAR =
            Map.of("can't", "can not", "won't", "will not", "shan't", "shall not", "i'm", "i am", "let's", "let us");

    private static final Phrasebook PHRASES = Phrasebook.SHARED;
    private static final boolean[] ASCII = asciiWordCharacters();

    /** By number; 0 for those that no cue has. */
    private int[] words;

    private int[] sentences;
    private int[] ends;
    private int size;

    private PlainWords(int characters) {
        int expected = characters / 5 + 8;
        words = new int[expected];
        sentences = new int[expected];
        ends = new int[expected];
    }

    static PlainWords of(String text, int mostCharacters) {
        int end = Math.min(text.length(), mostCharacters);
        PlainWords plain = new PlainWords(end);
        int sentence = 0;
        int at = 0;
        while (at < end) {
            char unit = text.charAt(at);
            if (isLetterOrDigit(unit)) {
                at = plain.word(text, at, end, sentence);
            } else {
                sentence += endsSentence(unit, text, at, end) && plain.endsWith(sentence) ? 1 : 0;
                at++;
            }
        }
        return plain;
    }

    /** Reads a word; returns where it ends. */
    private int word(String text, int start, int limit, int sentence) {
        int at = start + 1;
        boolean apostrophe = false;
        while (at < limit) {
            char unit = text.charAt(at);
            if (!isLetterOrDigit(unit)) {
                if (!joins(unit)) {
                    break;
                }
                apostrophe |= unit == '\'' || unit == '’';
            }
            at++;
        }
        if (apostrophe) {
            add(text.substring(start, at), sentence, at);
        } else {
            add(PHRASES.number(text, start, at), sentence, at);
        }
        return at;
    }

    private static boolean isLetterOrDigit(char unit) {
        return unit < 128 ? ASCII[unit] : Character.isLetterOrDigit(unit);
    }

    private static boolean[] asciiWordCharacters() {
        boolean[] characters = new boolean[128];
        for (char unit = 0; unit < characters.length; unit++) {
            characters[unit] = Character.isLetterOrDigit(unit);
        }
        return characters;
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
        return size > 0 && sentences[size - 1] == sentence;
    }

    private static boolean endsSentence(char unit, String text, int at, int end) {
        boolean stop = unit == '.' || unit == '!' || unit == '?' || unit == '؟' || unit == '।';
        return unit == '\n' || (stop && (at + 1 >= end || Character.isWhitespace(text.charAt(at + 1))));
    }

    /** A word with apostrophes. */
    private void add(String word, int sentence, int end) {
        String lower = word.toLowerCase(Locale.ROOT).replace('’', '\'');
        while (lower.endsWith("'")) {
            lower = lower.substring(0, lower.length() - 1);
        }
        for (String part : expanded(lower).split(" ")) {
            if (!part.isEmpty()) {
                add(PHRASES.number(part, 0, part.length()), sentence, end);
            }
        }
    }

    private void add(int word, int sentence, int end) {
        if (word == PHRASES.cannot()) {
            add(PHRASES.can(), sentence, end);
            add(PHRASES.not(), sentence, end);
            return;
        }
        if (size == ends.length) {
            words = Arrays.copyOf(words, size * 2);
            sentences = Arrays.copyOf(sentences, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        words[size] = word;
        sentences[size] = sentence;
        ends[size] = end;
        size++;
    }

    private static String expanded(String word) {
        int apostrophe = word.indexOf('\'');
        if (apostrophe < 0) {
            return word;
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
        return size;
    }

    /** The number of a word in the {@link Phrasebook}, or 0. */
    int word(int index) {
        return words[index];
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
