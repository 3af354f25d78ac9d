package dev.understudy.configfile;

import java.util.Comparator;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The secret values that one reading met, so that nothing it prints contains one. */
final class Secrets {
    static final String MASK = "***";

    /** Shorter values would mask ordinary words; a secret that short protects nothing. */
    private static final int SHORTEST = 6;

    private static final Pattern TELLING =
            Pattern.compile("key|token|secret|passw|credential|auth|cookie|signature|bearer");

    private final TreeSet<String> values =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    void add(String value) {
        String stripped = value.strip();
        if (stripped.length() >= SHORTEST) {
            values.add(stripped);
        }
    }

    /** The text with every known secret in it masked, longest first. */
    String mask(String text) {
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, MASK);
        }
        return masked;
    }

    /** Whether a variable or header of this name holds a secret, as far as names tell. */
    static boolean telling(String name) {
        return TELLING.matcher(name.toLowerCase(Locale.ROOT)).find();
    }
}
