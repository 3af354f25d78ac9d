package dev.understudy.dialect.wire;

import org.jspecify.annotations.Nullable;

/** Text that comes in pieces; a single piece, as in every body that is not streamed, is not copied. One thread. */
public final class TextPieces {
    private @Nullable String first;
    private @Nullable StringBuilder all;

    /** Returns whether the piece was more than nothing. */
    public boolean add(@Nullable String piece) {
        if (piece == null) {
            return false;
        }
        if (first == null || first.isEmpty()) {
            first = piece;
        } else {
            all = all == null ? new StringBuilder(Math.max(256, first.length() * 2)).append(first) : all;
            all.append(piece);
        }
        return !piece.isEmpty();
    }

    /** Forgets all of it. */
    public void clear() {
        first = null;
        all = null;
    }

    /** Whether there was a piece, if only an empty one. */
    public boolean seen() {
        return first != null;
    }

    /** All of it, or null when that is nothing. */
    public @Nullable String orNull() {
        String whole = all == null ? first : all.toString();
        return whole == null || whole.isEmpty() ? null : whole;
    }
}
