package dev.understudy.privacy;

/**
 * Postal addresses: a street and a house number, in the order of many countries, and what follows it: unit, town, state,
 * postcode, country. A street is told by its word ({@code Street}, {@code rue}, {@code …strasse}), or by a capitalised name
 * with a number where the words before it speak of an address. Each look around is bounded.
 */
final class AddressPass {
    private static final int MOST_NAME_WORDS = 5;
    private static final int CUE_DISTANCE = 8;
    private static final int STANDS_FOR_ITSELF = 6;
    /** Words from the beginning of an address to its first number, at most. */
    private static final int REACH = 8;

    private final Pass pass;
    private final Words words;
    private final StreetNames names;
    /** Of the words passed, the last that spoke of an address. */
    private int lastCue = Integer.MIN_VALUE / 2;
    /** The same, or that could be meant so. */
    private int lastHint = Integer.MIN_VALUE / 2;
    /** Of the words with digits, the first that does not lie behind. */
    private int nextNumeric;

    private AddressPass(Pass pass) {
        this.pass = pass;
        this.words = pass.words();
        this.names = new StreetNames(words);
    }

    static void find(Pass pass) {
        new AddressPass(pass).find();
    }

    private void find() {
        for (int word = beforeNumber(0); word < words.count(); word = beforeNumber(word + 1)) {
            int cues = cues(word);
            int last = core(word, cues);
            if (last >= 0) {
                int first = extendedLeft(word);
                last = new AddressTail(words, last).end();
                AddressPseudonym.give(pass, first, last);
                word = last;
            } else if ((cues & Lexicon.ZIP) != 0) {
                postcode(word);
            }
            if ((cues & Lexicon.ADDRESS) != 0) {
                lastCue = word;
            }
            if ((cues & (Lexicon.ADDRESS | Lexicon.ADDRESS_HINT)) != 0) {
                lastHint = word;
            }
        }
    }

    /** The first word from here on that a number follows soon enough, cues before it included: most texts have few. */
    private int beforeNumber(int word) {
        while (nextNumeric < words.numericCount() && words.numeric(nextNumeric) < word) {
            nextNumeric++;
        }
        return nextNumeric == words.numericCount()
                ? words.count()
                : Math.max(word, words.numeric(nextNumeric) - REACH - CUE_DISTANCE);
    }

    private int cues(int word) {
        return words.cues(word);
    }

    private boolean has(int word, int bit) {
        return word < words.count() && (cues(word) & bit) != 0;
    }

    /** The last word of a street and its number that begin here, or -1. */
    private int core(int word, int cues) {
        if (words.isNumber(word) || HouseNumber.isLettered(words, word)) {
            return numberFirst(word);
        }
        if (!words.isCapitalised(word) && words.shape(word) != Words.MIXED) {
            boolean lower = (cues & Lexicon.STREET_BEFORE) != 0
                    && words.length(word) >= 2
                    && !words.is(word, "via")
                    && !words.is(word, "place")
                    && !words.is(word, "route")
                    && !words.is(word, "al")
                    && !words.is(word, "os")
                    && !words.is(word, "square");
            return lower ? streetWordFirst(word) : -1;
        }
        if ((cues & Lexicon.STREET_BEFORE) != 0) {
            int found = streetWordFirst(word);
            if (found >= 0) {
                return found;
            }
        }
        if ((cues & (Lexicon.UNIT | Lexicon.BOX)) != 0 || words.is(word, "p")) {
            return box(word);
        }
        int town = townAndState(word);
        return town >= 0 ? town : nameFirst(word);
    }

    /** {@code 14 Crown Street}, {@code 5a rue de la Paix}, {@code 350 5th Avenue}, {@code 6750 Koskikatu 25}. */
    private int numberFirst(int number) {
        if (words.length(number) > 5 || number + 1 >= words.count() || !words.joined(number)) {
            return -1;
        }
        int name = number + 1;
        if (HouseNumber.is(words, name)) {
            return !isPartOfNumber(number) ? numberFirstAt(name, true) : -1;
        }
        return numberFirstAt(number, false);
    }

    private boolean isPartOfNumber(int word) {
        char before = words.before(word);
        return before == '-' || before == '.' || before == '/' || before == ',';
    }

    private int numberFirstAt(int number, boolean two) {
        int name = number + 1;
        if (name >= words.count() || isPartOfNumber(number)) {
            return -1;
        }
        int cues = cues(name);
        if ((cues & Lexicon.STREET_BEFORE) != 0 && !words.is(name, "via")) {
            int last = names.end(name + 1, MOST_NAME_WORDS + 1);
            if (last > name) {
                return withNumber(last);
            }
        }
        if ((cues & (Lexicon.MONTH | Lexicon.HARMLESS | Lexicon.UNIT | Lexicon.NUMBERED)) != 0 || words.is(name, "p")) {
            return (cues & Lexicon.UNIT) != 0 || words.is(name, "p") ? box(name) : -1;
        }
        int last = names.end(name, MOST_NAME_WORDS);
        if (last < name) {
            return -1;
        }
        for (int word = last; word >= name; word--) {
            if (names.isEnding(word) || word > name && names.isStreet(word)) {
                return withNumber(word);
            }
        }
        boolean second = last + 1 < words.count() && HouseNumber.is(words, last + 1) && near(last);
        boolean plain = words.isNumber(number);
        return second && (two || isHinted(number) || (plain && isFollowed(last + 1))) ? last + 1 : -1;
    }

    /** {@code Rua do Arenque 1634}, {@code ul. Cicha 86}. */
    private int streetWordFirst(int street) {
        int last = names.end(street + 1, MOST_NAME_WORDS + 1);
        int number = last + 1;
        return last > street && number < words.count() && HouseNumber.is(words, number) && near(last) ? number : -1;
    }

    /** {@code Hauptstrasse 5}, {@code Erzsébet tér 19}; any name and a number behind words that speak of an address. */
    private int nameFirst(int word) {
        if (has(word, Lexicon.HARMLESS | Lexicon.MONTH | Lexicon.WEEKDAY | Lexicon.NUMBERED | Lexicon.TITLE)) {
            return -1;
        }
        int last = names.end(word, MOST_NAME_WORDS);
        int number = last + 1;
        if (last < word || number >= words.count() || !HouseNumber.is(words, number) || !near(last)) {
            return -1;
        }
        if (has(last, Lexicon.NUMBERED | Lexicon.MONTH)) {
            return -1;
        }
        boolean street = last > word && has(last, Lexicon.STREET) || names.isEnding(last);
        return street || isCued(word) ? number : -1;
    }

    /** {@code P.O. Box 149}, {@code PSC 6293, Box 8158}, {@code Apt. 864}. */
    private int box(int word) {
        int at = word;
        if (words.is(at, "p") && at + 2 < words.count() && words.is(at + 1, "o") && words.is(at + 2, "box")) {
            at += 2;
        }
        boolean alone = has(at, Lexicon.BOX)
                || STANDS_FOR_ITSELF <= words.length(at)
                || words.is(at, "apt")
                || words.is(at, "suite")
                || words.is(at, "ste");
        boolean numbered = at + 1 < words.count()
                && (words.isNumber(at + 1) || HouseNumber.isLettered(words, at + 1))
                && words.gap(at, " .#", 3);
        if (!numbered || words.is(at, "box") && at == word && !isHinted(word)) {
            return -1;
        }
        boolean second = at + 3 < words.count() && has(at + 2, Lexicon.BOX) && words.isNumber(at + 3);
        if (second) {
            return at + 3;
        }
        return alone && !words.is(at, "unit") || isCued(word) ? at + 1 : -1;
    }

    /** {@code Springfield, IL 62704}. */
    private int townAndState(int word) {
        int last = names.end(word, 3);
        int state = last + 1;
        if (last < word || state + 1 >= words.count()) {
            return -1;
        }
        boolean form = words.shape(state) == Words.UPPER
                && words.length(state) == 2
                && has(state, Lexicon.STATE)
                && words.gap(last, ", ", 2)
                && words.isNumber(state + 1)
                && words.length(state + 1) == 5
                && words.joined(state);
        return form ? state + 1 : -1;
    }

    private int withNumber(int last) {
        return last + 1 < words.count() && HouseNumber.is(words, last + 1) && near(last) ? last + 1 : last;
    }

    private boolean near(int word) {
        return words.gap(word, " .,\u00a0", 2);
    }

    private boolean isHinted(int word) {
        return word - lastHint <= CUE_DISTANCE;
    }

    private boolean isCued(int word) {
        return word - lastCue <= CUE_DISTANCE;
    }

    /** By a unit, or by a town behind a comma or on the next line. */
    private boolean isFollowed(int word) {
        int next = word + 1;
        if (next >= words.count()) {
            return true;
        }
        boolean line = words.gap(word, " .,\n\r>?", 8) && !words.gap(word, " ", 1);
        return has(next, Lexicon.UNIT) || line && words.isCapitalised(next);
    }

    /** One more number before the house's. */
    private int extendedLeft(int word) {
        boolean number = word > 0
                && words.isNumber(word - 1)
                && words.length(word - 1) <= 5
                && words.gap(word - 1, " ", 1)
                && !isPartOfNumber(word - 1);
        return number && !words.isNumber(word) ? word - 1 : word;
    }

    /** {@code 394 13}, {@code 3610-114}. */
    private boolean isSecondHalf(int word) {
        return words.isNumber(word) && words.length(word) <= 4 && words.joined(word - 1);
    }

    private void postcode(int cue) {
        for (int word = cue + 1; word < words.count() && word <= cue + 4; word++) {
            if (words.isNumber(word)) {
                if (words.length(word) >= 3 && words.length(word) <= 10) {
                    int last = word + 1 < words.count() && isSecondHalf(word + 1) ? word + 1 : word;
                    pass.shaped(words.start(word), words.end(last), Kind.ADDRESS, "ZIP_CODE");
                }
                return;
            }
            if (!has(word, Lexicon.DOCUMENT_WORD)) {
                return;
            }
        }
    }
}
