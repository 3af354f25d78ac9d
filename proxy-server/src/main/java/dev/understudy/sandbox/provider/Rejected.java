package dev.understudy.sandbox.provider;

import org.jspecify.annotations.Nullable;

/** A request that an API refuses, with the parts of its error body. */
public final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String parameter;
    private final @Nullable String code;

    /**
     * @param parameter the field at fault, where the provider names it apart from the message
     * @param code the provider's own short word for what is wrong, where it has one
     */
    public Rejected(int status, @Nullable String parameter, @Nullable String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.parameter = parameter;
        this.code = code;
    }

    public static Rejected badRequest(@Nullable String parameter, @Nullable String code, String message) {
        return new Rejected(400, parameter, code, message);
    }

    public static Rejected badRequest(String message) {
        return new Rejected(400, null, null, message);
    }

    public int status() {
        return status;
    }

    public String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    public @Nullable String parameter() {
        return parameter;
    }

    public @Nullable String code() {
        return code;
    }
}
