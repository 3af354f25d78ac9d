package dev.understudy.cli;

import dev.understudy.config.RouteConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.exchange.CapturedRequest;
import org.jspecify.annotations.Nullable;

/** Whose wire format a request is in. */
final class Endpoints {
    private Endpoints() {}

    /** Null for anything but a generation endpoint, which passes through unshadowed. */
    static @Nullable Dialect dialect(RouteConfig route, CapturedRequest request) {
        if (route.dialect() == null) {
            return Dialects.forRequest(request.method(), request.path());
        }
        Dialect forced = Dialects.named(route.dialect());
        return forced != null && forced.serves(request.method(), request.path()) ? forced : null;
    }
}
