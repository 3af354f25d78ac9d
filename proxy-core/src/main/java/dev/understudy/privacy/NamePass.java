package dev.understudy.privacy;

/**
 * Names of people, places and organisations, without a model: words that are written with a capital where others are not, that
 * no word list of common words has or that a list of names has, and what stands beside them. Language models call many more
 * things names than this; what it misses is said in docs/PRIVACY.md.
 */
final class NamePass {
    private static final int MOST_WORDS = 8;
    private static final int SHORTEST_REMEMBERED = 3;

    private final Pass pass;
    private final Words words;
    private final NameWords names;

    private NamePass(Pass pass) {
        this.pass = pass;
        this.words = pass.words();
        this.names = new NameWords(words, pass.memory());
    }

    static void find(Pass pass) {
        new NamePass(pass).find();
    }

    /** The whole text is a name, because something else says so. */
    static void whole(Pass pass) {
        NamePass names = new NamePass(pass);
        if (!Invented.isOne(names.words.string(0))) {
            names.give(0, names.words.count() - 1);
        }
    }

    private void find() {
        int word = 0;
        while (word < words.count()) {
            int last = starts(word) ? last(word) : introduced(word);
            if (last < word) {
                word++;
                continue;
            }
            if (isName(word, last)) {
                give(word, last);
            }
            word = last + 1;
        }
    }

    private boolean isFree(int word) {
        return pass.isFree(words.start(word), words.end(word));
    }

    private boolean starts(int word) {
        return names.role(word) != NameWords.NONE && isFree(word);
    }

    /** The last word of the name that begins here. */
    private int last(int first) {
        int last = first;
        int word = first + 1;
        while (word < words.count() && word - first < MOST_WORDS && isFree(word)) {
            boolean initial = words.isInitial(word - 1);
            boolean connected = words.joined(word - 1)
                    || initial && words.gap(word - 1, " .", 2)
                    || isOrganisation(word) && words.gap(word - 1, " ,", 2);
            if (!connected) {
                break;
            }
            if (names.role(word) != NameWords.NONE
                    || isOrganisation(word)
                    || isUnknownInLowerCase(word)
                    || isSurname(word)) {
                last = word;
            } else if (!words.isInitial(word) && !isParticle(word)) {
                break;
            }
            word++;
        }
        return last;
    }

    private boolean isOrganisation(int word) {
        return names.has(word, Lexicon.ORGANISATION) && words.isCapitalised(word) && words.length(word) > 1;
    }

    /** A word that anybody knows, with a capital behind a given name: {@code Zoe Young}. */
    private boolean isSurname(int word) {
        return words.shape(word) == Words.CAPITALISED
                && words.length(word) > 2
                && words.after(word - 1) == ' '
                && names.has(word - 1, Lexicon.GIVEN)
                && names.has(word, Lexicon.COMMON)
                && !names.has(word, Lexicon.HARMLESS | Lexicon.WEEKDAY | Lexicon.MONTH | Lexicon.TITLE);
    }

    private boolean isUnknownInLowerCase(int word) {
        return names.lowerCase()
                && words.length(word) >= SHORTEST_REMEMBERED
                && words.shape(word) == Words.LOWER
                && !names.has(word, Lexicon.COMMON | Lexicon.HARMLESS | Lexicon.MONTH | Lexicon.WEEKDAY);
    }

    private boolean isParticle(int word) {
        return names.has(word, Lexicon.PARTICLE)
                && words.shape(word) == Words.LOWER
                && !words.is(word, "y")
                && !words.is(word, "e")
                && !words.is(word, "la")
                && !words.is(word, "al");
    }

    /** {@code my name is rubija}, {@code ms. marcela}: small letters behind words that say it is a name. */
    private int introduced(int word) {
        boolean plain = words.shape(word) == Words.LOWER
                && words.length(word) >= SHORTEST_REMEMBERED
                && !names.has(word, Lexicon.COMMON | Lexicon.HARMLESS)
                && isFree(word);
        if (!plain || word == 0 || !words.gap(word - 1, " .:", 2)) {
            return -1;
        }
        boolean named = word > 1 && words.is(word - 1, "is") && words.is(word - 2, "name");
        boolean called = words.is(word - 1, "named") || words.is(word - 1, "name") && words.after(word - 1) == ':';
        boolean title = names.has(word - 1, Lexicon.TITLE)
                && !names.has(word - 1, Lexicon.PARTICLE)
                && words.after(word - 1) == '.';
        if (!named && !called && !title) {
            return -1;
        }
        int next = word + 1;
        boolean second = next < words.count()
                && words.joined(word)
                && words.shape(next) == Words.LOWER
                && words.length(next) >= SHORTEST_REMEMBERED
                && !names.has(next, Lexicon.COMMON | Lexicon.HARMLESS);
        return second ? next : word;
    }

    private boolean isName(int first, int last) {
        boolean strong = false;
        boolean given = false;
        for (int word = first; word <= last; word++) {
            strong |= names.role(word) == NameWords.STRONG
                    || words.shape(word) == Words.LOWER && names.role(word) == 0 && !isParticle(word);
            given |= names.role(word) == NameWords.GIVEN;
        }
        if (strong) {
            return true;
        }
        if (last > first && isOrganisation(last)) {
            return !names.isSentenceStart(first) || last - first > 1;
        }
        return given && (!names.isSentenceStart(first) || isSpokenTo(last) || last > first);
    }

    /** {@code Mark, could you …}, {@code Grace's}. */
    private boolean isSpokenTo(int word) {
        char after = words.after(word);
        return after == ',' || after == '\'' || after == '\u2019' || after == ':';
    }

    private void give(int first, int last) {
        int from = first;
        if (names.role(first) == NameWords.WEAK
                && names.isSentenceStart(first)
                && last > first
                && !names.has(first, Lexicon.PROPER)) {
            from = first + 1;
        }
        Kind kind = kind(from, last);
        StringBuilder name = new StringBuilder();
        int copied = words.start(from);
        for (int word = from; word <= last; word++) {
            name.append(words.text, copied, words.start(word)).append(other(word));
            copied = words.end(word);
            remember(word);
        }
        pass.put(new Match(words.start(from), words.end(last), kind, name.toString()));
    }

    private String other(int word) {
        String present = words.string(word);
        boolean kept = isParticle(word) || names.has(word, Lexicon.ORGANISATION) || Invented.isOne(present);
        if (kept) {
            return present;
        }
        if (words.length(word) == 1) {
            return String.valueOf(pass.pseudonyms().draw(Kind.PERSON, present).like('A'));
        }
        return Invented.word(present, Kind.PERSON, pass.pseudonyms());
    }

    private void remember(int word) {
        boolean telling = words.length(word) >= SHORTEST_REMEMBERED
                && !names.has(word, Lexicon.COMMON | Lexicon.PARTICLE | Lexicon.ORGANISATION);
        if (telling) {
            pass.memory().name(words.string(word));
        }
    }

    private Kind kind(int first, int last) {
        for (int word = first; word <= last; word++) {
            if (isOrganisation(word)) {
                return Kind.ORGANIZATION;
            }
        }
        if (names.has(first, Lexicon.COUNTRY | Lexicon.CITY)) {
            return Kind.LOCATION;
        }
        boolean place =
                names.has(first - 1, Lexicon.PLACE_CUE) && words.joined(first - 1) && !names.has(first, Lexicon.GIVEN);
        return place ? Kind.LOCATION : Kind.PERSON;
    }
}
