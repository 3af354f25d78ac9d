package dev.understudy.publish;

import java.util.ArrayList;
import java.util.List;

/**
 * Folds HTTP status codes into a small closed set of labels: the codes that mean something to an operator by
 * themselves, and the class of any other, written so that a query for {@code 5..} finds both.
 */
final class StatusLabels {
    private static final int[] KNOWN = {
        0, 101, 200, 201, 202, 204, 206, 301, 302, 304, 307, 308, 400, 401, 403, 404, 405, 408, 409, 413, 415, 422, 429,
        431, 499, 500, 501, 502, 503, 504, 529
    };
    private static final List<String> LABELS = new ArrayList<>();
    private static final byte[] SLOTS = new byte[600];
    private static final byte OTHER;

    static {
        byte[] classes = new byte[6];
        for (int hundreds = 1; hundreds <= 5; hundreds++) {
            classes[hundreds] = add(hundreds + "xx");
        }
        OTHER = add("other");
        for (int status = 0; status < SLOTS.length; status++) {
            SLOTS[status] = status < 100 ? OTHER : classes[status / 100];
        }
        for (int status : KNOWN) {
            SLOTS[status] = add(Integer.toString(status));
        }
    }

    private StatusLabels() {}

    private static byte add(String label) {
        LABELS.add(label);
        return (byte) (LABELS.size() - 1);
    }

    static int count() {
        return LABELS.size();
    }

    /** Index of the status's label, for any integer. */
    static int slot(int status) {
        return status >= 0 && status < SLOTS.length ? SLOTS[status] : OTHER;
    }

    static String label(int slot) {
        return LABELS.get(slot);
    }
}
