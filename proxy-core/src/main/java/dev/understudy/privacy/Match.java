package dev.understudy.privacy;

import org.jspecify.annotations.Nullable;

/**
 * A place in a text that somebody could be known by.
 *
 * @param start of the first character
 * @param end behind the last character
 * @param replacement the pseudonym; null when the place holds one already and stays as it is
 */
record Match(int start, int end, Kind kind, @Nullable String replacement) {
    static Match own(int start, int end, Kind kind) {
        return new Match(start, end, kind, null);
    }
}
