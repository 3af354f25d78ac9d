package dev.understudy.privacy;

import dev.understudy.privacy.NameFinder.Name;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * Names as a model sees them, word by word, so that a part of a name has the same pseudonym as within the whole; and again the
 * words of names that this exchange had before, which the model may pass over in another sentence. One thread.
 */
final class ModelNames {
    private static final int SHORTEST_REMEMBERED = 3;
    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);
    /** Thai begins here; nobody before it writes so. */
    private static final char FIRST_UNSPACED = 0x0e00;

    private final Pass pass;
    private final Words words;
    /** Up to where words have been dealt with, for names come in order. */
    private int dealtWith;

    private ModelNames(Pass pass) {
        this.pass = pass;
        this.words = pass.words();
    }

    static void find(Pass pass, Iterable<Name> names) {
        ModelNames found = new ModelNames(pass);
        names.forEach(found::name);
    }

    /** What the exchange knows for a name, wherever it stands by itself. */
    static void findRemembered(Pass pass) {
        if (pass.memory().hasNames()) {
            new ModelNames(pass).remembered();
        }
    }

    private void name(Name name) {
        if (name.end() <= dealtWith) {
            return; // one more piece of a word that may be endless
        }
        int from = name.start();
        int to = name.end();
        // A model sees pieces of words. Where words have no gaps between them, a piece is all there is to go by.
        while (from > 0 && joins(from)) {
            from--;
        }
        while (to < words.text.length() && joins(to)) {
            to++;
        }
        dealtWith = to;
        if (pass.isFree(from, to)) {
            give(from, to, kind(name.sort()));
        } else {
            rest(from, to, kind(name.sort()));
        }
    }

    /** What nobody has taken of a name that was taken for something else in part. */
    private void rest(int from, int to, Kind kind) {
        for (int word = words.from(from); word < words.count() && words.end(word) <= to; word++) {
            if (pass.isFree(words.start(word), words.end(word))) {
                give(words.start(word), words.end(word), kind);
            }
        }
    }

    private boolean joins(int place) {
        return isLetter(words.text.charAt(place - 1)) && isLetter(words.text.charAt(place));
    }

    private static boolean isLetter(char c) {
        return (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK) && !isUnspaced(c);
    }

    /** Of a script that writes its words without gaps. */
    private static boolean isUnspaced(char c) {
        return c >= FIRST_UNSPACED && UNSPACED.contains(UnicodeScript.of(c));
    }

    private void give(int from, int to, Kind kind) {
        StringBuilder name = new StringBuilder();
        int copied = from;
        int word = words.from(from);
        if (word > 0 && words.end(word - 1) > from) {
            word--; // it began before, in a script without gaps
        }
        for (; word < words.count() && words.start(word) < to; word++) {
            int start = Math.max(from, words.start(word));
            int end = Math.min(to, words.end(word));
            name.append(words.text, copied, start).append(other(word, words.text.substring(start, end)));
            copied = end;
        }
        name.append(words.text, copied, to);
        pass.put(new Match(from, to, kind, name.toString()));
    }

    private String other(int word, String present) {
        int known = Lexicon.all(words, word);
        boolean particle = (known & Lexicon.PARTICLE) != 0 && words.shape(word) == Words.LOWER;
        if (particle || (known & Lexicon.ORGANISATION) != 0 || Invented.isOne(present)) {
            return present;
        }
        if (present.length() >= SHORTEST_REMEMBERED && (known & (Lexicon.COMMON | Lexicon.PARTICLE)) == 0) {
            pass.memory().name(present);
        }
        if (present.length() == 1 && present.charAt(0) < 128) {
            return String.valueOf(pass.pseudonyms().draw(Kind.PERSON, present).like(present.charAt(0)));
        }
        return Invented.word(present, Kind.PERSON, pass.pseudonyms());
    }

    private void remembered() {
        for (int word = 0; word < words.count(); word++) {
            boolean written = words.shape(word) != Words.NUMBER && words.length(word) >= SHORTEST_REMEMBERED;
            if (written && pass.isFree(words.start(word), words.end(word)) && isKnown(word)) {
                give(words.start(word), words.end(word), Kind.PERSON);
            }
        }
    }

    private boolean isKnown(int word) {
        String string = words.string(word);
        return pass.memory().isName(string) && !Invented.isOne(string);
    }

    private static Kind kind(NameFinder.Sort sort) {
        return switch (sort) {
            case PERSON -> Kind.PERSON;
            case LOCATION -> Kind.LOCATION;
            case ORGANIZATION -> Kind.ORGANIZATION;
        };
    }
}
