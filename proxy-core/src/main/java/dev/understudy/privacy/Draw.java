package dev.understudy.privacy;

/** What a pseudonym is spelled with: SplitMix64 (Steele, Lea and Flood, 2014), seeded by the keyed hash. One thread. */
final class Draw {
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    private long state;

    Draw(long seed) {
        state = seed;
    }

    /** Uniform but for a bias below one in a million. */
    int below(int bound) {
        state += 0x9e3779b97f4a7c15L;
        long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        mixed ^= mixed >>> 31;
        return (int) ((mixed >>> 33) % bound);
    }

    char digit() {
        return (char) ('0' + below(10));
    }

    char lower() {
        return (char) ('a' + below(26));
    }

    char hex() {
        return Character.forDigit(below(16), 16);
    }

    /** Lower-case letters and the digits 2 to 7. */
    String base32(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(BASE32.charAt(below(BASE32.length())));
        }
        return text.toString();
    }

    static boolean isBase32(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '2' && c <= '7')) {
                return false;
            }
        }
        return true;
    }

    /** The same shape: digits for digits, letters for letters in their case, everything else as it is. */
    String like(String text, int from, int to) {
        StringBuilder shaped = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            shaped.append(like(text.charAt(i)));
        }
        return shaped.toString();
    }

    char like(char c) {
        if (Characters.isDigit(c)) {
            return digit();
        }
        if (c >= 'a' && c <= 'z') {
            return lower();
        }
        return c >= 'A' && c <= 'Z' ? (char) (lower() - 32) : c;
    }
}
