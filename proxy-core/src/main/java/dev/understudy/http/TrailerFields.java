package dev.understudy.http;

import static dev.understudy.http.BadMessageException.badRequest;

import java.nio.charset.StandardCharsets;

/**
 * Holds a trailer section to RFC 9110 section 6.5.1: how a message is framed, where it goes and who sends it is settled before its
 * content, and whoever merged a trailer into the head would settle it anew. So what a proxy knows by name, and credentials, may stand in the
 * head alone. One per body.
 */
public final class TrailerFields {
    private static final int LONGEST = 24;

    private final byte[] name = new byte[LONGEST];
    private int length;

    /** The next byte of a field's name. */
    void name(byte b) {
        if (length < LONGEST) {
            name[length] = b;
        }
        length++;
    }

    /** The name is whole. */
    void nameEnds() throws BadMessageException {
        boolean misplaced = length <= LONGEST && isMisplaced(name, length);
        length = 0;
        if (misplaced) {
            throw badRequest("a field in the trailers that may stand in the head alone");
        }
    }

    /** Whether a field of that name may not be a trailer. */
    public static boolean isMisplaced(CharSequence name) {
        byte[] bytes = name.toString().getBytes(StandardCharsets.ISO_8859_1);
        return isMisplaced(bytes, bytes.length);
    }

    private static boolean isMisplaced(byte[] name, int length) {
        return switch (FieldKind.of(name, 0, length)) {
            case HOST, CONTENT_LENGTH, TRANSFER_ENCODING, CONNECTION, UPGRADE, EXPECT, HOP_BY_HOP, LOOP -> true;
            case END_TO_END ->
                is(name, length, "authorization")
                        || is(name, length, "proxy-authorization")
                        || is(name, length, "trailer");
        };
    }

    private static boolean is(byte[] name, int length, String lowerCase) {
        return Syntax.equalsIgnoreCase(name, 0, length, lowerCase);
    }
}
