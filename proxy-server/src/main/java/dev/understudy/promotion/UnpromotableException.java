package dev.understudy.promotion;

import java.util.List;

/** A promotion or its undoing cannot be; the lines say why, without secrets. Nothing has been written then. */
public final class UnpromotableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> details;

    UnpromotableException(String line) {
        this(line, List.of());
    }

    UnpromotableException(String line, List<String> details) {
        super(line, null, false, false);
        this.details = List.copyOf(details);
    }

    /** Lines for above it: a difference, the problems of a file; may be none. */
    public List<String> details() {
        return details;
    }
}
