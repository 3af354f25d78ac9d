package dev.understudy.mirror;

import dev.understudy.exchange.Answer;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Outcome;
import dev.understudy.pair.Meeting;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.send.ArmRequest;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one exchange for one shadow: the candidate's, and a control's that shares its place where there is no
 * second one. Confined to the exchange's worker.
 */
final class Performance {
    private final ShadowExchange exchange;
    private final ActiveShadow shadow;
    private final RequestView request;
    private final Script script;
    private final @Nullable CallReports reports;
    private @Nullable RunningCall candidate;
    private @Nullable RunningCall control;
    /** A control that found no place of its own: it takes over the candidate's when that is done. */
    private @Nullable ArmRequest pendingControl;

    Performance(ShadowExchange exchange, ActiveShadow shadow, RequestView request) {
        this.exchange = exchange;
        this.shadow = shadow;
        this.request = request;
        this.script = Script.write(shadow, request);
        this.reports = shadow.books().followsCalls()
                ? new CallReports(shadow, request.id(), request.request().headers())
                : null;
    }

    /** Calls the candidate, with a place that the call gives back at its end. Returns why not; null when it was called. */
    @Nullable
    Outcome callCandidate() {
        Script.Part part = script.candidate();
        if (part instanceof Script.Part.Refused refused) {
            return refused.outcome();
        }
        CircuitBreaker.Permit permit = shadow.limits().breaker().tryCall();
        if (permit == CircuitBreaker.Permit.REFUSED) {
            return Outcome.DROPPED_BREAKER_OPEN;
        }
        Script.Part.Ready ready = (Script.Part.Ready) part;
        candidate = new RunningCall(exchange, ready.request(), permit);
        candidate.start();
        if (ready.serverTools() > 0) {
            shadow.books().serverToolsRemoved(ready.serverTools());
        }
        return null;
    }

    /**
     * Calls the control if it is this exchange's turn, at once or when the candidate leaves its place. Control trouble
     * never spoils the pair: without it there is one measurement of the noise less.
     */
    void callControl(Meeting meeting) {
        try {
            if (shadow.tools().sampler().controlled(request)
                    && shadow.limits().admitsControl()
                    && script.control() instanceof Script.Part.Ready ready) {
                meeting.expectControl();
                if (shadow.limits().places().tryEnter()) {
                    startControl(ready.request());
                } else {
                    pendingControl = ready.request();
                }
            }
        } catch (RuntimeException fault) {
            exchange.faults().fault("preparing a control", exchange.id(), fault);
            meeting.control(null);
        }
    }

    /** The candidate is done: returns whether its place went on to a control that waited for it. */
    boolean passPlaceToControl() {
        ArmRequest waiting = pendingControl;
        pendingControl = null;
        if (waiting == null) {
            return false;
        }
        startControl(waiting);
        return true;
    }

    private void startControl(ArmRequest ready) {
        control = new RunningCall(exchange, ready, CircuitBreaker.Permit.CALL);
        control.start();
    }

    /**
     * What a call brought; null when it was called off.
     *
     * @param over whether nobody waits for it any more: then it is only read for what it cost
     */
    @Nullable
    Answer read(RunningCall call, CapturedResponse response, boolean over) {
        return over && !shadow.limits().spend().limited()
                ? null
                : script.read(call.arm(), call.requestBytes(), response);
    }

    /** A call is over; {@code answer} is null where it was not read. */
    void report(RunningCall call, CapturedResponse response, @Nullable Answer answer) {
        if (reports != null) {
            reports.ended(
                    call,
                    response,
                    script.dialect(call.arm()),
                    script.askedModel(call.arm()),
                    answer,
                    answer == null ? null : script.cost(answer));
        }
    }

    /** What the exchange came to. */
    void over(Outcome outcome) {
        if (reports != null) {
            reports.over(outcome);
        }
    }

    /** Live's answer, which was read before anybody knew its price. */
    Answer costed(Answer live) {
        return script.costed(live);
    }

    /** Reports an arm's answer with its cost. */
    void answered(Answer answer) {
        shadow.books().answered(answer, script.cost(answer));
    }

    /** As the request was disguised. */
    Pseudonymiser privacy() {
        return script.privacy();
    }

    Meeting.Request known(MirroredExchange mirrored) {
        return script.known(mirrored, reports == null ? null : reports.trace());
    }

    void dropControl() {
        pendingControl = null;
        cancel(control);
    }

    void cancelAll() {
        dropControl();
        cancel(candidate);
    }

    private static void cancel(@Nullable RunningCall call) {
        if (call != null) {
            call.cancel();
        }
    }
}
