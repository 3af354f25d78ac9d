package dev.understudy.privacy;

import java.util.Locale;

/** What follows a street and its number: unit, town, state, postcode, country, on the same line or on the next ones. */
final class AddressTail {
    private static final int MOST_WORDS = 14;
    private static final int LONGEST_GAP = 8;
    private static final int MOST_TOWN_WORDS = 4;
    private static final int STOPS = Lexicon.HARMLESS
            | Lexicon.BORN
            | Lexicon.PASSWORD
            | Lexicon.SECRET
            | Lexicon.DOCUMENT
            | Lexicon.ADDRESS
            | Lexicon.ADDRESS_HINT
            | Lexicon.PERSON_CUE
            | Lexicon.WEEKDAY
            | Lexicon.TITLE;

    private final Words words;
    private final int street;
    private int last;

    AddressTail(Words words, int street) {
        this.words = words;
        this.street = street;
        this.last = street;
    }

    int end() {
        while (last - street < MOST_WORDS && last + 1 < words.count() && step()) {
            // one more part of it
        }
        return last;
    }

    private boolean step() {
        int next = last + 1;
        boolean oneLine = words.gap(last, " ,.", LONGEST_GAP);
        if (!oneLine && !(words.gap(last, " ,.\n\r\t>?", LONGEST_GAP) && isNextLine())) {
            return false;
        }
        int cues = words.cues(next);
        boolean numbered = next + 1 < words.count() && words.gap(next, " .#", 2) && isDigits(next + 1);
        if ((cues & (Lexicon.UNIT | Lexicon.BOX)) != 0 && numbered) {
            last = next + 1;
            return true;
        }
        boolean sentence = words.gap(last, " .", LONGEST_GAP) && !words.gap(last, " ", LONGEST_GAP);
        if (sentence && words.length(last) > 3) {
            return false;
        }
        if (isPostcode(next)) {
            last = next;
            return true;
        }
        boolean state = words.shape(next) == Words.UPPER && words.length(next) <= 3;
        return (state || isTown(next, cues)) && take(next);
    }

    private boolean isNextLine() {
        return words.text.substring(words.end(last), words.start(last + 1)).indexOf('\n') >= 0;
    }

    private boolean isDigits(int word) {
        return words.isNumber(word) || words.shape(word) == Words.ALPHANUMERIC;
    }

    /** {@code 64677}, or one half of {@code SW1A 1AA}. */
    private boolean isPostcode(int word) {
        boolean number = words.isNumber(word) && words.length(word) >= 3 && words.length(word) <= 7;
        boolean half = words.shape(word) == Words.ALPHANUMERIC
                && words.length(word) <= 4
                && words.string(word).equals(words.string(word).toUpperCase(Locale.ROOT));
        char after = words.after(word);
        return (number || half) && after != ':' && after != '%' && after != '-';
    }

    private boolean isTown(int word, int cues) {
        boolean capital = words.isCapitalised(word) || words.shape(word) == Words.MIXED;
        boolean label = words.after(word) == ':';
        return capital && !label && (cues & STOPS) == 0;
    }

    /** A town of several words; the words of one line only. */
    private boolean take(int first) {
        last = first;
        for (int word = first + 1; word < words.count() && word - first < MOST_TOWN_WORDS; word++) {
            int cues = words.cues(word);
            boolean particle = (cues & Lexicon.PARTICLE) != 0
                    && !words.is(word, "and")
                    && word + 1 < words.count()
                    && words.isCapitalised(word + 1)
                    && words.joined(word);
            if (!words.joined(word - 1) || !particle && !isTown(word, cues)) {
                break;
            }
            last = word;
        }
        return true;
    }
}
