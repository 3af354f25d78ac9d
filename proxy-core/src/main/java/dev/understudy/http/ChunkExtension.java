package dev.understudy.http;

import static dev.understudy.http.BadMessageException.badRequest;

import org.jspecify.annotations.Nullable;

/**
 * What may stand between a chunk's size and the end of its line (RFC 9112 section 7.1.1): {@code ;name}, {@code ;name=token}
 * or {@code ;name="quoted"}, any number of them. White space around the parts is "bad" there, and refused here.
 */
final class ChunkExtension {
    private static final int LIMIT = 4 << 10;

    private enum State {
        NAME_START,
        NAME,
        VALUE_START,
        VALUE,
        QUOTED,
        ESCAPED,
        QUOTED_END
    }

    private State state = State.NAME_START;
    private int length;

    /** The semicolon that begins the first extension of a chunk was there. */
    void start() {
        state = State.NAME_START;
        length = 0;
    }

    /** Takes the next byte; true when it was the CR that ends the line. */
    boolean ends(byte b) throws BadMessageException {
        if (++length > LIMIT) {
            throw badRequest("chunk extension too long");
        }
        State next = next(b);
        if (next == null) {
            return true;
        }
        state = next;
        return false;
    }

    /** Null at the end. */
    private @Nullable State next(byte b) throws BadMessageException {
        return switch (state) {
            case NAME_START -> token(b, State.NAME);
            case NAME -> b == '=' ? State.VALUE_START : between(b, State.NAME);
            case VALUE_START -> b == '"' ? State.QUOTED : token(b, State.VALUE);
            case VALUE -> between(b, State.VALUE);
            case QUOTED -> quoted(b);
            case ESCAPED -> text(b);
            case QUOTED_END -> between(b, null);
        };
    }

    private @Nullable State between(byte b, @Nullable State inside) throws BadMessageException {
        if (b == '\r') {
            return null;
        }
        if (b == ';') {
            return State.NAME_START;
        }
        if (inside == null) {
            throw badRequest("bad chunk extension");
        }
        return token(b, inside);
    }

    private static State token(byte b, State state) throws BadMessageException {
        if (!Syntax.isToken(b)) {
            throw badRequest("bad chunk extension");
        }
        return state;
    }

    private static State quoted(byte b) throws BadMessageException {
        if (b == '"') {
            return State.QUOTED_END;
        }
        return b == '\\' ? State.ESCAPED : text(b);
    }

    private static State text(byte b) throws BadMessageException {
        if (!Syntax.isFieldValue(b)) {
            throw badRequest("bad chunk extension");
        }
        return State.QUOTED;
    }
}
