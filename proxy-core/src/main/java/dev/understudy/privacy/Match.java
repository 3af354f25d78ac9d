package dev.understudy.privacy;

import org.jspecify.annotations.Nullable;

/**
 * A place in a text that somebody could be known by.
 *
 * @param start of the first character
 * @param end behind the last character
 * @param label what it is shown as
 * @param replacement the pseudonym; null when the place holds one already and stays as it is
 */
record Match(
        int start,
        int end,
        Kind kind,
        String label,
        @Nullable String replacement) {
    Match(int start, int end, Kind kind, @Nullable String replacement) {
        this(start, end, kind, kind.label(), replacement);
    }

    static Match own(int start, int end, Kind kind) {
        return new Match(start, end, kind, null);
    }

    Match at(int newStart, int newEnd) {
        return new Match(newStart, newEnd, kind, label, replacement);
    }
}
