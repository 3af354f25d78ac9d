package dev.understudy.configfile;

import java.util.regex.Pattern;

/**
 * What of a refused key may be printed. A file that was never meant for us (a password file, a key ring) is read as a
 * mapping of odd keys, and its content is nobody's to print.
 */
final class ShownKey {
    /** Stands for a key that does not look like one. */
    static final String HIDDEN = "(line)";

    private static final Pattern LIKELY = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,31}|<<");

    private ShownKey() {}

    static boolean looksLikeAKey(String key) {
        return LIKELY.matcher(key).matches();
    }

    static String of(String key) {
        return looksLikeAKey(key) ? key : HIDDEN;
    }
}
