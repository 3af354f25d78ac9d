package dev.understudy.privacy;

/**
 * Identifiers in the form of RFC 9562 section 4: groups of 8, 4, 4, 4 and 12 hexadecimal digits. They name a request, an
 * order or a file, and one in some ten thousand holds the letters and check digits of a bank account by chance.
 */
final class Uuids {
    private static final int[] LENGTHS = {8, 4, 4, 4, 12};

    private Uuids() {}

    /** Whether one of the groups of such an identifier starts here. */
    static boolean hasGroupAt(Text text, int index) {
        int before = 0;
        for (int length : LENGTHS) {
            if (startsAt(text, index - before)) {
                return true;
            }
            before += length + 1;
        }
        return false;
    }

    private static boolean startsAt(Text text, int start) {
        int at = start;
        for (int length : LENGTHS) {
            if (at > start && text.at(at++) != '-') {
                return false;
            }
            for (int end = at + length; at < end; at++) {
                if (!Characters.isHex(text.at(at))) {
                    return false;
                }
            }
        }
        return text.startsWord(start) && text.endsWord(at);
    }
}
