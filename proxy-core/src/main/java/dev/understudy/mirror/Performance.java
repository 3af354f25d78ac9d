package dev.understudy.mirror;

import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Stratum;
import dev.understudy.pair.Endings;
import dev.understudy.pair.ExchangeSink;
import dev.understudy.pair.Meeting;
import dev.understudy.send.ArmRequest;
import org.jspecify.annotations.Nullable;

/**
 * An exchange played for one shadow: its calls, the candidate's and a control's that shares its place where there is no second
 * one, and their answers until the arms have met. Confined to the exchange's worker.
 */
final class Performance {
    private final ShadowExchange exchange;
    private final ActiveShadow shadow;
    private final MirroredExchange mirrored;
    private final RequestView request;
    private final Script script;
    private final @Nullable CallReports reports;
    private final Meeting meeting = new Meeting();
    private @Nullable RunningCall candidate;
    private @Nullable RunningCall control;
    /** A control that found no place of its own: it takes over the candidate's when that is done. */
    private @Nullable ArmRequest pendingControl;
    /** There is no live to compare with. */
    private boolean withoutLive;
    /** How the candidate has failed; only live is waited for, to be counted with it. */
    private @Nullable Outcome failure;

    Performance(ShadowExchange exchange, ActiveShadow shadow, MirroredExchange mirrored) {
        this.exchange = exchange;
        this.shadow = shadow;
        this.mirrored = mirrored;
        this.request = mirrored.request();
        this.script = Script.write(shadow, request);
        this.reports = shadow.books().followsCalls()
                ? new CallReports(shadow, request.id(), request.request().headers())
                : null;
    }

    // ---- calls

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
    void callControl() {
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

    /** A call is done: returns whether its place went on to a control that waited for it, which a comparable candidate is worth. */
    boolean passPlaceToControl(Answer done) {
        if (done.arm() != Arm.CANDIDATE || !Endings.comparable(done)) {
            return false;
        }
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

    private void dropControl() {
        pendingControl = null;
        cancel(control);
        meeting.control(null);
    }

    private static void cancel(@Nullable RunningCall call) {
        if (call != null) {
            call.cancel();
        }
    }

    // ---- answers

    /**
     * What a call brought; null when it was called off.
     *
     * @return what the exchange came to with it; null while it goes on
     */
    @Nullable
    Outcome answered(Arm arm, @Nullable Answer answer) {
        if (arm == Arm.CANDIDATE) {
            return answer == null ? calledOff() : candidateAnswered(answer);
        }
        if (answer == null) {
            meeting.control(null);
        } else {
            controlAnswered(answer);
        }
        return pairIfComplete();
    }

    private Outcome calledOff() {
        return shadow.retired() ? Outcome.DISABLED : Outcome.SHUTDOWN;
    }

    private @Nullable Outcome candidateAnswered(Answer answer) {
        count(answer);
        Outcome spoiled = withoutLive ? Outcome.CLIENT_GONE : Endings.ofCandidate(answer);
        if (spoiled == null && !mirrored.hold(HeldBytes.of(answer))) {
            spoiled = Outcome.DROPPED_CAPTURE_BUDGET;
        }
        if (spoiled != null && spoiled.blame() != Outcome.Blame.CANDIDATE) {
            return spoiled;
        }
        if (spoiled != null) {
            failure = spoiled;
            dropControl();
        }
        meeting.candidate(answer);
        return pairIfComplete();
    }

    private void controlAnswered(Answer answer) {
        count(answer);
        boolean kept = Endings.comparable(answer) && mirrored.hold(HeldBytes.of(answer));
        meeting.control(kept ? answer : null);
    }

    private void count(Answer answer) {
        shadow.books().answered(answer, script.cost(answer));
    }

    /** Whether the candidate has answered, be it with a failure. */
    boolean hasCandidate() {
        return meeting.hasCandidate();
    }

    /** How the candidate has failed, or this. */
    Outcome failureOr(Outcome other) {
        return failure == null ? other : failure;
    }

    /** Live came to nothing, but the candidate is wanted for its numbers. */
    void goOnWithoutLive() {
        withoutLive = true;
        dropControl();
    }

    /** Gives the exchange away when all arms are there: what it came to with that, or null. */
    @Nullable
    Outcome pairIfComplete() {
        Answer arrived = mirrored.liveAnswer();
        if (arrived == null) {
            return null;
        }
        meeting.live(arrived);
        if (!meeting.complete()) {
            return null;
        }
        // It was read before anybody knew its price.
        Answer live = script.costed(arrived);
        meeting.live(live);
        ExchangeSink sink = exchange.worker().sink();
        if (failure != null) {
            sink.candidateFailed(paired(), failure);
            return failure;
        }
        count(live);
        sink.accept(paired());
        return Endings.stratum(live) == Stratum.NORMAL ? Outcome.COMPARED : Outcome.COMPARED_LIVE_FAILED;
    }

    private Exchange paired() {
        return meeting.exchange(script.known(mirrored, reports == null ? null : reports.trace()), script.privacy());
    }

    /** The end of it all: nobody wants what is still under way. */
    void over(Outcome outcome) {
        dropControl();
        cancel(candidate);
        if (reports != null) {
            reports.over(outcome);
        }
    }
}
