package dev.understudy.privacy;

import java.util.Locale;

/**
 * What each word of a text can be in a name, by its shape, by the gazetteer and by where it stands. One thread.
 */
final class NameWords {
    /** No part of a name. */
    static final byte NONE = 0;
    /** Part of one beside a stronger word. */
    static final byte WEAK = 1;
    /** A given name that is a word as well: Mark, Grace, Will. */
    static final byte GIVEN = 2;
    /** A name by itself. */
    static final byte STRONG = 3;

    private static final int NEVER = Lexicon.HARMLESS | Lexicon.WEEKDAY | Lexicon.TITLE;
    private static final String[] ENDINGS = {
        "s", "es", "ed", "d", "ing", "er", "ers", "ly", "able", "ness", "ize", "ized"
    };
    private static final String[] BEGINNINGS = {"un", "re", "pre", "non", "multi", "sub", "over", "co"};

    final Words words;
    private final Memory memory;
    private final int[] bits;
    private final byte[] roles;
    /** Nobody writes capitals here, so that small letters say nothing. */
    private final boolean lowerCase;

    private final boolean upperCase;

    NameWords(Words words, Memory memory) {
        this.words = words;
        this.memory = memory;
        this.bits = new int[words.count()];
        this.roles = new byte[words.count()];
        int capitals = 0;
        int shouted = 0;
        int letters = 0;
        for (int word = 0; word < words.count(); word++) {
            bits[word] = Lexicon.all(words, word);
            boolean alphabetic = words.length(word) > 1 && !words.isNumber(word);
            letters += alphabetic ? 1 : 0;
            capitals += alphabetic && words.isCapitalised(word) ? 1 : 0;
            shouted += alphabetic && words.shape(word) == Words.UPPER ? 1 : 0;
        }
        lowerCase = letters >= 3 && capitals == 0;
        upperCase = letters >= 3 && shouted * 10 >= letters * 8;
        for (int word = 0; word < words.count(); word++) {
            roles[word] = isWritten(word) && isFreestanding(word) ? roleByWord(word) : NONE;
        }
    }

    byte role(int word) {
        return word < 0 || word >= roles.length ? NONE : roles[word];
    }

    boolean has(int word, int bit) {
        return word >= 0 && word < bits.length && (bits[word] & bit) != 0;
    }

    boolean lowerCase() {
        return lowerCase;
    }

    private boolean isWritten(int word) {
        if (words.length(word) < 2) {
            return false;
        }
        return switch (words.shape(word)) {
            case Words.CAPITALISED -> true;
            case Words.MIXED -> isInnerCapital(word);
            case Words.UPPER ->
                words.length(word) >= 4 && (upperCase || has(word, knownBits()) || isBehindPlaceCue(word));
            case Words.LOWER ->
                lowerCase && has(word, Lexicon.GIVEN) && !has(word, Lexicon.COMMON)
                        || memory.hasNames() && memory.isName(words.string(word)) && !has(word, Lexicon.COMMON);
            default -> false;
        };
    }

    private static int knownBits() {
        return Lexicon.PROPER | Lexicon.GIVEN | Lexicon.CITY | Lexicon.COUNTRY;
    }

    private boolean isBehindPlaceCue(int word) {
        return has(word - 1, Lexicon.PLACE_CUE) && !has(word, Lexicon.COMMON);
    }

    /** McDowell, DeVito, O'Neil; no camelCase. */
    private boolean isInnerCapital(int word) {
        int start = words.start(word);
        char first = words.text.charAt(start);
        boolean scottish = words.text.startsWith("Mc", start)
                || words.text.startsWith("Mac", start)
                || words.text.startsWith("De", start)
                || words.text.startsWith("Le", start)
                || words.text.startsWith("La", start)
                || words.text.startsWith("Van", start);
        return Character.isUpperCase(first) && (scottish || words.string(word).indexOf('\'') == 1);
    }

    /** Not a part of a path, an identifier, an address or a call. */
    private boolean isFreestanding(int word) {
        char before = words.before(word);
        char after = words.after(word);
        boolean pointed = after == '.'
                && words.end(word) + 1 < words.text.length()
                && Characters.isWord(words.text.charAt(words.end(word) + 1));
        boolean joined =
                before == '.' && word > 0 && words.end(word - 1) == words.start(word) - 1 && words.length(word - 1) > 1;
        return before != '_'
                && before != '/'
                && before != '@'
                && before != '#'
                && before != '$'
                && before != '\\'
                && after != '_'
                && after != '('
                && after != '='
                && after != '@'
                && !pointed
                && !joined;
    }

    private byte roleByWord(int word) {
        int known = bits[word];
        String string = words.string(word);
        boolean given = (known & Lexicon.GIVEN) != 0;
        if (isContraction(string)
                || Invented.isOne(string)
                || (known & NEVER) != 0
                || (known & Lexicon.MONTH) != 0 && !given) {
            return NONE;
        }
        if (isBehindTitle(word)) {
            return STRONG;
        }
        boolean common = (known & Lexicon.COMMON) != 0;
        if (common || (known & Lexicon.MONTH) != 0) {
            return given ? GIVEN : (known & (Lexicon.PROPER | Lexicon.CITY)) != 0 ? WEAK : NONE;
        }
        if ((known & knownBits()) != 0 || memory.isName(string)) {
            return STRONG;
        }
        return upperCase || isSentenceStart(word) && isInflected(string) ? NONE : STRONG;
    }

    /** {@code You're}, {@code C'mon}; no {@code O'Neil}, no {@code D'Angelo}. */
    private static boolean isContraction(String word) {
        int apostrophe = Math.max(word.indexOf('\''), word.indexOf('\u2019'));
        return apostrophe > 1 || apostrophe == 1 && Character.isLowerCase(word.charAt(2));
    }

    private boolean isBehindTitle(int word) {
        return has(word - 1, Lexicon.TITLE)
                && words.gap(word - 1, " .\u00a0", 2)
                && !has(word - 1, Lexicon.PARTICLE)
                && words.isCapitalised(word)
                && (words.isCapitalised(word - 1) || words.after(word - 1) == '.');
    }

    /** At the beginning of a sentence or a line everything has a capital. */
    boolean isSentenceStart(int word) {
        if (word == 0) {
            return true;
        }
        for (int i = words.start(word) - 1; i >= words.end(word - 1); i--) {
            char c = words.text.charAt(i);
            if (c == '.' || c == '!' || c == '?' || c == '\n' || c == ':' || c == '"' || c == '*' || c == '\u201c') {
                return !(c == '.' && words.isInitial(word - 1)) && !has(word - 1, Lexicon.TITLE);
            }
        }
        return false;
    }

    /** A form of a word that everybody knows: {@code Refactored}, {@code Unlinked}. */
    private static boolean isInflected(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        for (String ending : ENDINGS) {
            if (lower.endsWith(ending) && lower.length() - ending.length() >= 3) {
                String stem = lower.substring(0, lower.length() - ending.length());
                if (Lexicon.isCommon(stem) || Lexicon.isCommon(stem + "e")) {
                    return true;
                }
            }
        }
        for (String beginning : BEGINNINGS) {
            if (lower.startsWith(beginning)
                    && lower.length() - beginning.length() >= 4
                    && Lexicon.isCommon(lower.substring(beginning.length()))) {
                return true;
            }
        }
        return false;
    }
}
