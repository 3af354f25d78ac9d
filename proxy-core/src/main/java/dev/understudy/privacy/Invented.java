package dev.understudy.privacy;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Words that are nobody's name: seven letters, a consonant, a vowel, two consonants that no language has together in that
 * place, and an ending ({@code Bezvaxo}, {@code Dolkuma}). There are 20,480 of them, and they can be told from all others by
 * their form.
 */
final class Invented {
    private static final String FIRST = "bdfghjklmnprstvz";
    private static final String SECOND = "aeiou";
    private static final String[] MIDDLE = {
        "zv", "lk", "mf", "rz", "vl", "nj", "dk", "gv", "tl", "bz", "kv", "pn", "xt", "sf", "hj", "wl"
    };
    private static final String[] LAST = {
        "axo", "eku", "ivo", "odu", "uma", "exi", "iro", "oza", "ulo", "aki", "evu", "ino", "ozu", "ula", "abe", "eto"
    };
    static final int LENGTH = 7;

    private Invented() {}

    /** Always the same one for a word, in its case. */
    static String word(String word, Kind kind, KeyedPseudonyms pseudonyms) {
        String normal = Normalizer.normalize(word, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        Draw draw = pseudonyms.draw(kind, normal);
        String invented = "" + FIRST.charAt(draw.below(FIRST.length())) + SECOND.charAt(draw.below(SECOND.length()))
                + MIDDLE[draw.below(MIDDLE.length)] + LAST[draw.below(LAST.length)];
        return inCaseOf(word, invented);
    }

    private static String inCaseOf(String word, String invented) {
        if (word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT))) {
            return invented.toUpperCase(Locale.ROOT);
        }
        boolean capital = Character.isUpperCase(word.charAt(0));
        return capital ? Character.toUpperCase(invented.charAt(0)) + invented.substring(1) : invented;
    }

    static boolean isOne(String word) {
        if (word.length() != LENGTH) {
            return false;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        return FIRST.indexOf(lower.charAt(0)) >= 0
                && SECOND.indexOf(lower.charAt(1)) >= 0
                && isIn(MIDDLE, lower.substring(2, 4))
                && isIn(LAST, lower.substring(4));
    }

    private static boolean isIn(String[] pieces, String piece) {
        for (String one : pieces) {
            if (one.equals(piece)) {
                return true;
            }
        }
        return false;
    }
}
