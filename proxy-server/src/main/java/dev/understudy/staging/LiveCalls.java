package dev.understudy.staging;

import dev.understudy.config.LimitsConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.wire.Json;
import dev.understudy.egress.EgressRule;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Outcome;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.send.ArmCaller;
import dev.understudy.send.ArmRequest;
import dev.understudy.variant.ArmRequests;
import dev.understudy.variant.Derived;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Asks live again, exactly as a control is asked: with the live variant, and without side effects. Thread-safe. */
final class LiveCalls {
    private final ArmRequests requests;
    private final RouteConfig route;
    private final LimitsConfig limits;
    private final ArmCaller caller;
    private final Set<ArmCaller.Call> underWay = ConcurrentHashMap.newKeySet();

    LiveCalls(ShadowConfig shadow, RouteConfig route, ArmCaller caller) {
        this.requests = new ArmRequests(shadow, route, Pseudonymiser.OFF);
        this.route = route;
        this.limits = shadow.limits();
        this.caller = caller;
    }

    /** Live's request ready to go, or why there is none. */
    sealed interface Ready {
        record Call(ArmRequest request) implements Ready {}

        record Refused(Outcome outcome) implements Ready {}
    }

    Ready prepare(CapturedRequest request) {
        Dialect dialect = dialect(request);
        ObjectNode body = Json.object(request.body());
        if (dialect == null) {
            return new Ready.Refused(Outcome.SKIPPED_ENDPOINT);
        }
        if (body == null) {
            return new Ready.Refused(Outcome.MALFORMED_REQUEST);
        }
        Derived derived = requests.control(request, body, dialect);
        if (derived instanceof Derived.Refused refused) {
            return new Ready.Refused(refused.outcome());
        }
        Derived.Ready ready = (Derived.Ready) derived;
        return new Ready.Call(new ArmRequest(
                Arm.LIVE,
                route.upstream(),
                ready.method(),
                ready.target(),
                ready.headers(),
                ready.body(),
                limits.response(),
                limits.duration(),
                EgressRule.TRUSTED));
    }

    private @Nullable Dialect dialect(CapturedRequest request) {
        String forced = route.dialect();
        return forced == null ? Dialects.forRequest(request.method(), request.path()) : Dialects.named(forced);
    }

    /** @param done called exactly once, on an I/O thread */
    void call(Ready.Call ready, Consumer<CapturedResponse> done) {
        Ended ended = new Ended(done);
        ArmCaller.Call call = caller.call(ready.request(), ended);
        ended.isOf(call);
        caller.flush();
    }

    /** Takes a call out of the set, whichever of the two comes first: its end or its beginning. */
    private final class Ended implements Consumer<CapturedResponse> {
        private final Consumer<CapturedResponse> done;
        private ArmCaller.@Nullable Call call;
        private boolean over;

        Ended(Consumer<CapturedResponse> done) {
            this.done = done;
        }

        synchronized void isOf(ArmCaller.Call begun) {
            call = begun;
            if (!over) {
                underWay.add(begun);
            }
        }

        @Override
        public void accept(CapturedResponse response) {
            synchronized (this) {
                over = true;
                if (call != null) {
                    underWay.remove(call);
                }
            }
            done.accept(response);
        }
    }

    void cancelAll() {
        underWay.forEach(ArmCaller.Call::cancel);
    }
}
