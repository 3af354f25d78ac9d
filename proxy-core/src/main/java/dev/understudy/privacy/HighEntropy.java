package dev.understudy.privacy;

/**
 * Keys without a known prefix: 32 and more characters of base64 that look drawn at random. Identifiers of providers
 * ({@code chatcmpl-…}), hashes and UUIDs, which are hexadecimal, and data in base64, which is longer, are not taken for one.
 */
final class HighEntropy {
    static final int SHORTEST = 32;
    private static final int LONGEST = 256;
    private static final double FEWEST_BITS = 4.0;

    private HighEntropy() {}

    static void find(Pass pass) {
        String text = pass.text();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && isBody(text.charAt(end))) {
                end++;
            }
            if (end - at >= SHORTEST && end - at <= LONGEST && isAlone(text, at, end) && isRandom(text, at, end)) {
                pass.shaped(at, end, Kind.TOKEN, Kind.TOKEN.label());
            }
            at = end + 1;
        }
    }

    static boolean isBody(char c) {
        return Characters.isAlphanumeric(c) || c == '+' || c == '/' || c == '=' || c == '_' || c == '-';
    }

    /** Not behind an identifier's prefix, in a path, or in a longer token. */
    private static boolean isAlone(String text, int start, int end) {
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        char after = end == text.length() ? ' ' : text.charAt(end);
        if (before == '.' || before == ':' || after == '.' && end + 1 < text.length() && isBody(text.charAt(end + 1))) {
            return false;
        }
        int slashes = 0;
        int underscores = 0;
        for (int i = start; i < end; i++) {
            slashes += text.charAt(i) == '/' ? 1 : 0;
            underscores += text.charAt(i) == '_' || text.charAt(i) == '-' ? 1 : 0;
        }
        return slashes <= 2 && underscores <= 2 && !hasWordPrefix(text, start);
    }

    /** {@code call_…}, {@code chatcmpl-…}, {@code resp_…}. */
    private static boolean hasWordPrefix(String text, int start) {
        int end = start;
        while (end - start < 12 && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
            end++;
        }
        return end - start >= 2 && (text.charAt(end) == '_' || text.charAt(end) == '-');
    }

    /** All three classes of characters, and nearly as many bits a character as a random text of that length has. */
    private static boolean isRandom(String text, int start, int end) {
        int[] counts = new int[128];
        int digits = 0;
        int lower = 0;
        int upper = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            counts[c]++;
            digits += Characters.isDigit(c) ? 1 : 0;
            lower += c >= 'a' && c <= 'z' ? 1 : 0;
            upper += c >= 'A' && c <= 'Z' ? 1 : 0;
        }
        double bits = 0;
        double length = end - start;
        for (int count : counts) {
            bits -= count == 0 ? 0 : count / length * Math.log(count / length) / Math.log(2);
        }
        return digits >= 3 && lower >= 5 && upper >= 5 && bits >= FEWEST_BITS;
    }
}
