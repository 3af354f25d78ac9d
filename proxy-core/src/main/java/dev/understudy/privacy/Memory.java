package dev.understudy.privacy;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What is remembered of one exchange, for as long as it runs, and never stored: the pseudonyms that were given, because a date
 * or a number cannot show that it is one, and the words that were found to be names, because an answer uses them where nothing
 * around them says so. Bounded. One thread.
 */
final class Memory {
    private static final int MOST = 10_000;

    private final Set<String> given = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    void give(String pseudonym) {
        if (given.size() < MOST) {
            given.add(pseudonym);
        }
    }

    boolean gave(String text) {
        return given.contains(text);
    }

    void name(String word) {
        if (names.size() < MOST) {
            names.add(word.toLowerCase(Locale.ROOT));
        }
    }

    boolean hasNames() {
        return !names.isEmpty();
    }

    boolean isName(String word) {
        return names.contains(word.toLowerCase(Locale.ROOT));
    }
}
