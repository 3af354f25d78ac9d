package dev.understudy.forward;

import dev.understudy.config.RouteConfig;
import dev.understudy.http.RequestHead;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Applies a route's live variant to a whole request body, on threads of its own: never on an event loop, never behind a shadow. */
public interface LiveRewriter {
    /** Whether the route's variant applies to requests with this head. */
    boolean applies(RouteConfig route, RequestHead head);

    /**
     * Rewrites. The stage completes on any thread; with null when the body is not one the variant can be applied to, and
     * the request then goes on as it came.
     *
     * @param body content bytes, framing removed; not kept
     * @param limit most bytes that a compressed body may decode to
     */
    CompletionStage<@Nullable Rewritten> rewrite(RouteConfig route, RequestHead head, byte[] body, long limit);

    /**
     * What to forward instead.
     *
     * @param target some dialects name the model there
     * @param untrue fields of the client's head that say of the old body what the new one is not, in lower case
     */
    record Rewritten(String target, byte[] body, List<String> untrue) {
        public Rewritten {
            untrue = List.copyOf(untrue);
        }
    }
}
