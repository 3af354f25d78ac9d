package dev.understudy.accept;

import dev.understudy.config.ListenConfig;
import java.nio.channels.UnresolvedAddressException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why nobody can listen at an address, in the system's words and without the library's. */
final class BindFailure {
    /** What epoll and io_uring put before those: {@code bind(..) failed with error(-98): }. */
    private static final Pattern SYSTEM_CALL =
            Pattern.compile("^\\w+\\(\\.\\.\\) failed(?: with error\\(-?\\d+\\))?: ");

    private BindFailure() {}

    static IllegalStateException of(ListenConfig listen, @Nullable Throwable cause) {
        return new IllegalStateException(
                "listen: " + listen.host() + ":" + listen.port() + " (expected: an address that is free; "
                        + reason(cause) + ")",
                cause);
    }

    private static String reason(@Nullable Throwable cause) {
        if (cause instanceof UnresolvedAddressException) {
            return "Unknown host";
        }
        String message = cause == null ? null : cause.getMessage();
        return message == null
                ? String.valueOf(cause)
                : SYSTEM_CALL.matcher(message).replaceFirst("");
    }
}
