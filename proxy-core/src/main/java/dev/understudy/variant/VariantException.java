package dev.understudy.variant;

/** A variant cannot be applied to this request; the message says which part of it and why. */
final class VariantException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    VariantException(String reason) {
        // An expected answer to what a client sent, not a fault: no stack trace is worth its cost here.
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
