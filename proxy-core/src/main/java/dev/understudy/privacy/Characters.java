package dev.understudy.privacy;

/** Classes of characters, as the detectors see them. */
final class Characters {
    private Characters() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    static boolean isAlphanumeric(char c) {
        return isDigit(c) || isLetter(c);
    }

    static boolean isHex(char c) {
        return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    /** What identifiers are made of, in any script that is written with letters and gaps. */
    static boolean isWord(char c) {
        return isAlphanumeric(c) || c == '_' || isAlphabetic(c);
    }

    /** Letters beyond ASCII of scripts with gaps between words: from Latin-1 to Armenian. */
    static boolean isAlphabetic(char c) {
        return c >= 0xaa && c < 0x590 && Character.isLetter(c);
    }

    static boolean isBase64Url(char c) {
        return isAlphanumeric(c) || c == '_' || c == '-';
    }

    /** What stands between the groups of a number. */
    static boolean isGroupGap(char c) {
        return c == ' ' || c == '-' || c == '.' || c == '/' || c == '\u00a0' || c == '\u202f' || c == '\u2011';
    }
}
