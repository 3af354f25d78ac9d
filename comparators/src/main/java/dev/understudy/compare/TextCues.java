package dev.understudy.compare;

/**
 * Which kinds of characters a text has beyond ASCII, from one look over it: what has no such character is spared the passes
 * that look for it. Immutable.
 */
public record TextCues(int bits) {
    private static final int COMPOSING = 1;
    private static final int OTHER_SCRIPT = 2;
    private static final int SPACELESS = 4;

    /** Below it nothing composes with anything. */
    private static final char FIRST_COMBINING = 0x300;

    /** The first letter of Greek; Latin ends before it. */
    private static final char FIRST_OF_OTHER_SCRIPTS = 0x370;

    public static TextCues of(String text) {
        return new TextCues(in(text));
    }

    static int in(String text) {
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= FIRST_COMBINING) {
                bits |= of(unit);
            }
        }
        return bits;
    }

    private static int of(char unit) {
        // Dashes, quotation marks, bullets and ellipses, which typographers put into Latin text: UAX #15 leaves them as
        // they are.
        boolean punctuation = unit >= 0x2010 && unit <= 0x2027;
        int bits = punctuation ? 0 : COMPOSING;
        if (unit >= FIRST_OF_OTHER_SCRIPTS && Character.isLetter(unit)) {
            bits |= OTHER_SCRIPT;
        }
        boolean spaceless = (unit >= 0x0E00 && unit <= 0x0E7F) || (unit >= 0x3040 && unit <= 0xD7AF);
        return spaceless ? bits | SPACELESS : bits;
    }

    /** Whether it may be written otherwise in Unicode's normalisation form C. */
    public boolean mayCompose() {
        return (bits & COMPOSING) != 0;
    }

    /** Whether it has letters of another script than Latin. */
    public boolean hasOtherScripts() {
        return (bits & OTHER_SCRIPT) != 0;
    }

    /** Whether it has Thai, Chinese, Japanese or Korean in it. */
    public boolean hasSpacelessScripts() {
        return (bits & SPACELESS) != 0;
    }
}
