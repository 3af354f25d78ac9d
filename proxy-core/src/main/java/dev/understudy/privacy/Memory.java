package dev.understudy.privacy;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What is remembered of one exchange, for as long as it runs, and never stored: the pseudonyms that were given, because a date
 * or a number cannot show that it is one, and the names and ids that were found, because an answer uses them where nothing
 * around them says so. Bounded. One thread.
 */
final class Memory {
    private static final int MOST = 10_000;
    private static final int MOST_IDS = 16;
    private static final int SHORTEST_ID = 4;
    private static final int LONGEST_ID = 256;

    private final Set<String> given = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> ids = new LinkedHashSet<>();
    private long read;

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

    /** Whose request it is, as a field of its own said it: an answer can repeat it anywhere. */
    void id(String id) {
        if (id.length() >= SHORTEST_ID && id.length() <= LONGEST_ID && ids.size() < MOST_IDS) {
            ids.add(id);
        }
    }

    /** Few. */
    Set<String> ids() {
        return ids;
    }

    /** How many of so many characters a model may still read of this exchange; they count as read. */
    int readable(int wanted, long most) {
        int granted = (int) Math.min(wanted, Math.max(0, most - read));
        read += granted;
        return granted;
    }

    boolean hasNames() {
        return !names.isEmpty();
    }

    boolean isName(String word) {
        return names.contains(word.toLowerCase(Locale.ROOT));
    }
}
