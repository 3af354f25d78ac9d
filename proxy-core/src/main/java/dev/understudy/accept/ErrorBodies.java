package dev.understudy.accept;

import dev.understudy.forward.LiveError;
import dev.understudy.http.RequestHead;
import org.jspecify.annotations.Nullable;

/** Words the proxy's own errors as the caller's provider would, so that its SDK understands them. */
@FunctionalInterface
public interface ErrorBodies {
    /**
     * A JSON body.
     *
     * @param head the request, or null when it could not be read
     */
    byte[] body(@Nullable RequestHead head, LiveError error);
}
