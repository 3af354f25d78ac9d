package dev.understudy.sandbox.openai;

import org.jspecify.annotations.Nullable;

/** A request that the API refuses, with the parts of its error body. */
final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String parameter;
    private final @Nullable String code;

    Rejected(int status, @Nullable String parameter, @Nullable String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.parameter = parameter;
        this.code = code;
    }

    static Rejected badRequest(@Nullable String parameter, @Nullable String code, String message) {
        return new Rejected(400, parameter, code, message);
    }

    int status() {
        return status;
    }

    String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    @Nullable
    String parameter() {
        return parameter;
    }

    @Nullable
    String code() {
        return code;
    }
}
