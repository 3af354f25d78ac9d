package dev.understudy.compare.schema;

/** A schema that nothing can be checked against, and why: {@code refers to another document}. Carries no stack. */
final class SchemaUncheckable extends RuntimeException {
    SchemaUncheckable(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        String reason = getMessage();
        return reason == null ? "cannot be checked" : reason;
    }
}
