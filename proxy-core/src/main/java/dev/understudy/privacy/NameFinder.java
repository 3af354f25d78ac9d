package dev.understudy.privacy;

import java.util.List;

/**
 * Finds names in a text by a trained model. Thread-safe. The same text always has the same names in it. Runs where privacy
 * runs, never on a live event loop; the time is linear in the text.
 */
public interface NameFinder {
    /** Whose name it is. */
    enum Sort {
        PERSON,
        LOCATION,
        ORGANIZATION
    }

    /**
     * A name in a text.
     *
     * @param start of the first character, counted in UTF-16 units as {@link String} does
     * @param end behind the last one
     */
    record Name(int start, int end, Sort sort) {}

    /**
     * All names, in order and without overlap.
     *
     * @throws IllegalStateException if the model fails: then nothing is known of the text, and it must not leave
     */
    List<Name> in(String text);
}
