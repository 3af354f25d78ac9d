package dev.understudy.mirror;

import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.egress.EgressRule;
import dev.understudy.exchange.Outcome;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.route.Sampler;
import dev.understudy.route.WhenPredicate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An enabled shadow at run time: its configuration, its bounds, its books, and what of it is under way. Lives as long as
 * its configuration stays the same; then it is retired. Thread-safe.
 */
final class ActiveShadow {
    private final ShadowConfig config;
    private final RouteConfig route;
    private final ShadowTools tools;
    private final ShadowLimits limits;
    private final Books books;
    private final Set<RunningCall> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean retired;

    /** What works on its requests. {@code when} is null where every request matches; {@code egress} is the candidate's. */
    record ShadowTools(
            @Nullable WhenPredicate when,
            Sampler sampler,
            Pseudonymiser privacy,
            ArmDerivation arms,
            CostCalculator costs,
            EgressRule egress) {}

    ActiveShadow(ShadowConfig config, RouteConfig route, ShadowTools tools, ShadowLimits limits, Books books) {
        this.config = config;
        this.route = route;
        this.tools = tools;
        this.limits = limits;
        this.books = books;
    }

    /** Why the request is not one for this shadow, or null when it is: all that needs no bound. */
    @Nullable
    Outcome refuses(RequestView request) {
        if (retired) {
            return Outcome.DISABLED;
        }
        if (request.bodyLength() > config.limits().body().bytes()) {
            return Outcome.DROPPED_BODY_LIMIT;
        }
        Outcome unmatched = unmatched(request);
        if (unmatched != null) {
            return unmatched;
        }
        if (tools.sampler().needsBody(request.request()) && request.unreadable() != null) {
            return request.unreadable();
        }
        return tools.sampler().sampled(request) ? request.unreadable() : Outcome.NOT_SAMPLED;
    }

    private @Nullable Outcome unmatched(RequestView request) {
        WhenPredicate when = tools.when();
        if (when == null) {
            return null;
        }
        return switch (when.decide(request.request(), request::bodyOrNull, route.name())
                .result()) {
            case MATCHED -> null;
            case NOT_MATCHED -> Outcome.NOT_MATCHED;
            case FAILED -> Outcome.RULE_ERROR;
            case UNREADABLE_BODY -> request.unreadable();
        };
    }

    void opened() {
        books.opened();
    }

    void ended(Outcome outcome) {
        books.ended(outcome);
    }

    /** Remembers a call that is under way, so that {@link #retire} finds it. False if it must not run any more. */
    boolean register(RunningCall call) {
        calls.add(call);
        return !retired;
    }

    void unregister(RunningCall call) {
        calls.remove(call);
    }

    /**
     * The kill switch: nothing starts any more, and every call under way is cancelled here and now, on the caller's
     * thread, however busy the workers are. They do the counting when they come to it.
     */
    void retire() {
        retired = true;
        cancelCalls();
    }

    /** Any thread. */
    void cancelCalls() {
        for (RunningCall call : calls) {
            call.cancel();
        }
    }

    boolean retired() {
        return retired;
    }

    /** Gives a place back and tells the one who has it now. */
    void leavePlace() {
        ShadowExchange next = limits.places().leave();
        if (next != null) {
            next.placeGranted();
        }
    }

    ShadowConfig config() {
        return config;
    }

    RouteConfig route() {
        return route;
    }

    ShadowTools tools() {
        return tools;
    }

    ShadowLimits limits() {
        return limits;
    }

    Books books() {
        return books;
    }

    String name() {
        return config.name();
    }
}
