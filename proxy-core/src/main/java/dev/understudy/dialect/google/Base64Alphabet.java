package dev.understudy.dialect.google;

/** Google takes both alphabets of base64, with and without padding; others take the standard one (RFC 4648 section 4). */
final class Base64Alphabet {
    private Base64Alphabet() {}

    static String standard(String base64) {
        boolean other = base64.indexOf('-') >= 0 || base64.indexOf('_') >= 0;
        String standard = other ? base64.replace('-', '+').replace('_', '/') : base64;
        int missing = (4 - standard.length() % 4) % 4;
        return other && missing < 3 ? standard + "=".repeat(missing) : standard;
    }
}
