package dev.understudy.privacy;

/**
 * What kinds of characters a text has, as bits, by one look at each of them: a detector whose kind is not there has nothing to
 * find, and most texts have few kinds.
 */
final class Cues {
    /** A digit of any script. */
    static final int DIGIT = 1;
    /** What a form begins with or turns on: a trigger of {@link TextScan}. */
    static final int FORM = 1 << 1;
    /** What may stand for another character: {@link Unescaped} has to look closer. */
    static final int ESCAPE = 1 << 2;
    /** What makes a password of a word. */
    static final int SYMBOL = 1 << 3;
    /** So many characters of base64 in one piece that it may be a key. */
    static final int LONG = 1 << 4;

    private static final int BASE64 = 1 << 5;
    private static final byte[] ASCII = ascii();

    private Cues() {}

    private static byte[] ascii() {
        byte[] table = new byte[128];
        for (char c = 0; c < 128; c++) {
            int kind = TextScan.isTrigger(c) ? FORM : 0;
            kind |= Characters.isDigit(c) ? DIGIT : 0;
            kind |= Unescaped.isPlain(c) ? 0 : ESCAPE;
            kind |= ContextPass.SYMBOLS.indexOf(c) >= 0 ? SYMBOL : 0;
            kind |= HighEntropy.isBody(c) ? BASE64 : 0;
            table[c] = (byte) kind;
        }
        return table;
    }

    static int of(String text) {
        int cues = 0;
        int gap = -1;
        int longest = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            int kind = c < 128 ? ASCII[c] : beyond(c);
            cues |= kind;
            if ((kind & BASE64) == 0) {
                longest = Math.max(longest, i - gap);
                gap = i;
            }
        }
        boolean isLong = Math.max(longest, length - gap) > HighEntropy.SHORTEST;
        return cues & ~BASE64 | (isLong ? LONG : 0);
    }

    private static int beyond(char c) {
        int kind = Unescaped.isPlain(c) ? 0 : ESCAPE;
        return Character.isDigit(c) ? kind | DIGIT : kind;
    }
}
