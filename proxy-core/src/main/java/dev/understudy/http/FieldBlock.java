package dev.understudy.http;

import dev.understudy.exchange.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The field lines of one head as the bytes they came in, with an index over them. Order, case and spacing stay what they
 * were, and forwarding is copying ranges. Filled by {@link HeadParser}, then read-only.
 */
final class FieldBlock {
    private static final int STRIDE = 4;
    private static final int USUAL_FIELDS = 16;

    final byte[] bytes;
    private int[] index = new int[USUAL_FIELDS * STRIDE];
    private FieldKind[] kinds = new FieldKind[USUAL_FIELDS];
    private int size;

    FieldBlock(byte[] bytes) {
        this.bytes = bytes;
    }

    FieldKind add(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        if (size == kinds.length) {
            index = Arrays.copyOf(index, index.length * 2);
            kinds = Arrays.copyOf(kinds, kinds.length * 2);
        }
        int at = size * STRIDE;
        index[at] = nameStart;
        index[at + 1] = nameEnd;
        index[at + 2] = valueStart;
        index[at + 3] = valueEnd;
        FieldKind kind = FieldKind.of(bytes, nameStart, nameEnd);
        kinds[size++] = kind;
        return kind;
    }

    int size() {
        return size;
    }

    FieldKind kind(int field) {
        return kinds[field];
    }

    /** Where the field's line starts. */
    int lineStart(int field) {
        return index[field * STRIDE];
    }

    int nameEnd(int field) {
        return index[field * STRIDE + 1];
    }

    int valueStart(int field) {
        return index[field * STRIDE + 2];
    }

    int valueEnd(int field) {
        return index[field * STRIDE + 3];
    }

    boolean nameIs(int field, String lowerCase) {
        return Syntax.equalsIgnoreCase(bytes, lineStart(field), nameEnd(field), lowerCase);
    }

    boolean valueIs(int field, String lowerCase) {
        return Syntax.equalsIgnoreCase(bytes, valueStart(field), valueEnd(field), lowerCase);
    }

    String name(int field) {
        return new String(bytes, lineStart(field), nameEnd(field) - lineStart(field), StandardCharsets.ISO_8859_1);
    }

    /** The value, byte for character (RFC 9110 section 5.5: obs-text is opaque). */
    String value(int field) {
        return new String(bytes, valueStart(field), valueEnd(field) - valueStart(field), StandardCharsets.ISO_8859_1);
    }

    @Nullable
    String first(String lowerCase) {
        for (int field = 0; field < size; field++) {
            if (nameIs(field, lowerCase)) {
                return value(field);
            }
        }
        return null;
    }

    /** The value of the only field of that name; null where there is none or more than one, or where it is longer. */
    @Nullable
    String only(String lowerCase, int longest) {
        int found = -1;
        for (int field = 0; field < size; field++) {
            if (nameIs(field, lowerCase)) {
                if (found >= 0) {
                    return null;
                }
                found = field;
            }
        }
        return found < 0 || valueEnd(found) - valueStart(found) > longest ? null : value(found);
    }

    /** Marks the fields that Connection nominates as hop-by-hop; framing and Host cannot be nominated away. */
    void nominate(String lowerCase) {
        for (int field = 0; field < size; field++) {
            if (kinds[field] == FieldKind.END_TO_END && nameIs(field, lowerCase)) {
                kinds[field] = FieldKind.HOP_BY_HOP;
            }
        }
    }

    Headers toHeaders() {
        List<Headers.Field> fields = new ArrayList<>(size);
        for (int field = 0; field < size; field++) {
            fields.add(new Headers.Field(name(field), value(field)));
        }
        return Headers.of(fields);
    }
}
