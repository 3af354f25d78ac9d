package dev.understudy.accept;

import dev.understudy.config.ListenConfig;
import dev.understudy.connect.EventLoops;
import dev.understudy.connect.Loop;
import dev.understudy.exchange.RequestId;
import dev.understudy.forward.ClientRequest;
import dev.understudy.forward.ClientStream;
import dev.understudy.forward.LiveCall;
import dev.understudy.forward.LiveError;
import dev.understudy.forward.LiveEvents;
import dev.understudy.forward.LiveRewriter;
import dev.understudy.forward.RewriteBudget;
import dev.understudy.forward.RewrittenCall;
import dev.understudy.http.RequestHead;
import dev.understudy.route.RouteTarget;
import dev.understudy.route.Router;
import dev.understudy.tee.CaptureBudget;
import dev.understudy.tee.MirrorIntake;
import dev.understudy.tee.Tee;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What every client connection of a listener shares, and the one place where a request becomes a call. Thread-safe.
 *
 * @param router the current one; read once a request
 * @param rewriteBudget what bodies that wait for a live variant may hold
 * @param draining once true, connections end with the exchange they are in
 */
public record AcceptContext(
        ListenConfig listen,
        EventLoops loops,
        Supplier<Router> router,
        LiveEvents events,
        CaptureBudget budget,
        LiveRewriter rewriter,
        RewriteBudget rewriteBudget,
        ErrorBodies errors,
        ExchangeIds ids,
        Supplier<Boolean> draining) {

    /**
     * Routes a request and prepares its call, which is not started. Refuses it, and returns null, when no route takes
     * it.
     */
    @Nullable
    ClientRequest begin(ClientStream client, RequestHead head, Loop loop, long startedNanos) {
        RouteTarget route = router.get().route(head);
        if (route == null) {
            String why = "no route takes " + head.method() + " " + head.path();
            client.refuse(new LiveError(404, "no_route", why, RequestId.of(head.field(RequestId.HEADER))));
            return null;
        }
        Tee tee = tee(route, head, startedNanos);
        LiveCall call = new LiveCall(client, route, head, loop, events, tee, startedNanos);
        if (route.config().live() != null && rewriter.applies(route.config(), head)) {
            return new RewrittenCall(call, client, rewriter, route.config(), head, loop.eventLoop(), rewriteBudget);
        }
        return call;
    }

    private @Nullable Tee tee(RouteTarget route, RequestHead head, long startedNanos) {
        MirrorIntake mirror = route.mirror();
        if (mirror == null || !mirror.eligible(head.method(), head.path(), head.mirrored())) {
            return null;
        }
        return new Tee(mirror, budget, ids.next(RequestId.of(head.field(RequestId.HEADER))), head, startedNanos);
    }
}
