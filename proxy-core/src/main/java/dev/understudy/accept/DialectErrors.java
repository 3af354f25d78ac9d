package dev.understudy.accept;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.forward.LiveError;
import dev.understudy.http.RequestHead;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The proxy's own errors in the caller's dialect; paths that belong to none get the form that most SDKs read. */
public final class DialectErrors implements ErrorBodies {
    private static final Dialect USUAL = Objects.requireNonNull(Dialects.named("openai-chat"));

    @Override
    public byte[] body(@Nullable RequestHead head, LiveError error) {
        Dialect dialect = head == null ? null : Dialects.forRequest(head.method(), head.path());
        return (dialect == null ? USUAL : dialect).error(error.status(), kind(error.status()), error.message());
    }

    private static ErrorKind kind(int status) {
        return switch (status) {
            case 404 -> ErrorKind.NOT_FOUND;
            case 502 -> ErrorKind.CONNECTION;
            case 503 -> ErrorKind.OVERLOADED;
            case 504 -> ErrorKind.TIMEOUT; // 408 is the client's own doing: no timeout of the upstream
            default -> status < 500 ? ErrorKind.INVALID_REQUEST : ErrorKind.OTHER;
        };
    }
}
