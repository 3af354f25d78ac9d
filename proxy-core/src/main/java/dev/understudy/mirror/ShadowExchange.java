package dev.understudy.mirror;

import dev.understudy.config.ShadowConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Stratum;
import dev.understudy.pair.Endings;
import dev.understudy.pair.Meeting;
import dev.understudy.send.ArmRequest;
import org.jspecify.annotations.Nullable;

/**
 * One exchange for one shadow, from the rules to its outcome. Confined to the worker of its live exchange, so it holds
 * no lock; other threads only {@linkplain MirrorWorker#post post} to it. Ends exactly once.
 */
final class ShadowExchange {
    private enum State {
        NEW,
        /** Starts after live ({@code start: after_live}). */
        AWAITING_LIVE,
        /** Waits for a place. */
        QUEUED,
        /** The candidate was called. */
        PLAYING,
        ENDED
    }

    private final MirroredExchange parent;
    private final ActiveShadow shadow;
    private final Meeting meeting = new Meeting();
    private State state = State.NEW;
    private long queuedAt;
    /** The client has left, but this shadow plays on for the numbers; there is nothing to compare with. */
    private boolean playsOn;

    private @Nullable Script script;
    private @Nullable RunningCall candidateCall;
    private @Nullable RunningCall controlCall;
    /** A control that found no second place: it takes over the candidate's when that is done. */
    private @Nullable ArmRequest pendingControl;

    ShadowExchange(MirroredExchange parent, ActiveShadow shadow) {
        this.parent = parent;
        this.shadow = shadow;
    }

    // ---- what happens to it, in order

    /** The request is here. */
    void begin(RequestView request) {
        try {
            Outcome refusal = shadow.refuses(request);
            if (refusal != null) {
                end(refusal);
            } else if (shadow.config().start() == ShadowConfig.Start.AFTER_LIVE) {
                state = State.AWAITING_LIVE;
            } else {
                admit();
            }
        } catch (Throwable fault) {
            fail(fault);
        }
    }

    /** Any thread: a place has come free and is held for this exchange. */
    void placeGranted() {
        worker().post(this);
    }

    /** The place has arrived on the worker. */
    void enter() {
        try {
            if (state != State.QUEUED) {
                shadow.leavePlace(); // ended while the place was on its way
                return;
            }
            worker().waitsNoMore(this);
            Outcome refusal =
                    shadow.retired() ? Outcome.DISABLED : shadow.limits().stillAdmits();
            if (refusal == null) {
                play();
            } else {
                state = State.NEW;
                shadow.leavePlace();
                end(refusal);
            }
        } catch (Throwable fault) {
            fail(fault);
        }
    }

    /** One of its calls is over, or had been when this exchange was over already. */
    void callEnded(RunningCall call, CapturedResponse response) {
        boolean placePassedOn = false;
        try {
            shadow.limits().observe(call.arm(), response, call.permit());
            Answer answer = read(call, response);
            if (state != State.ENDED && answer != null) {
                placePassedOn = call.arm() == Arm.CANDIDATE ? candidateEnded(answer, response) : controlEnded(answer);
            } else if (state != State.ENDED) {
                calledOff(call.arm());
            }
        } catch (Throwable fault) {
            fail(fault);
        } finally {
            if (!placePassedOn) {
                shadow.leavePlace();
            }
        }
    }

    /** Live has ended whole and was read. */
    void liveAnswered(Answer answer, long bytes) {
        try {
            if (state == State.ENDED) {
                return;
            }
            if (bytes > shadow.config().limits().response().bytes()) {
                end(Outcome.LIVE_TRUNCATED);
                return;
            }
            meeting.live(answer);
            if (state == State.AWAITING_LIVE) {
                admit();
            } else {
                pairIfComplete();
            }
        } catch (Throwable fault) {
            fail(fault);
        }
    }

    /** Live has ended in a way that cannot be judged. */
    void liveSpoiled(Outcome outcome) {
        try {
            boolean keeps = outcome == Outcome.CLIENT_GONE && shadow.config().keepWhenClientLeaves();
            if (state == State.ENDED) {
                return;
            }
            if (!keeps || meeting.hasCandidate()) {
                end(outcome);
                return;
            }
            playsOn = true;
            dropControl();
            if (state == State.AWAITING_LIVE) {
                admit();
            }
        } catch (Throwable fault) {
            fail(fault);
        }
    }

    /** Ends it if it has waited too long for a place. */
    void sweep(long now) {
        if (now - queuedAt > shadow.config().limits().duration().toNanos()) {
            end(Outcome.DROPPED_QUEUE_TIMEOUT);
        }
    }

    // ---- playing

    private void admit() {
        Outcome refusal = shadow.retired() ? Outcome.DISABLED : shadow.limits().admit();
        if (refusal != null) {
            end(refusal);
            return;
        }
        switch (shadow.limits().places().enter(this)) {
            case ENTERED -> play();
            case WAITING -> {
                state = State.QUEUED;
                queuedAt = worker().now();
                worker().waits(this);
            }
            case FULL -> end(Outcome.DROPPED_QUEUE_FULL);
        }
    }

    /** With a place: calls the candidate, or gives the place back. */
    private void play() {
        state = State.PLAYING;
        boolean called = false;
        try {
            called = callCandidate();
        } finally {
            if (!called) {
                shadow.leavePlace();
            }
        }
        if (called && !playsOn) {
            callControl();
        }
    }

    private boolean callCandidate() {
        Script written = Script.write(shadow, parent.request());
        script = written;
        Script.Part part = written.candidate();
        if (part instanceof Script.Part.Refused refused) {
            end(refused.outcome());
            return false;
        }
        CircuitBreaker.Permit permit = shadow.limits().breaker().tryCall();
        if (permit == CircuitBreaker.Permit.REFUSED) {
            end(Outcome.DROPPED_BREAKER_OPEN);
            return false;
        }
        RunningCall call = new RunningCall(this, ((Script.Part.Ready) part).request(), permit);
        candidateCall = call;
        call.start(worker().caller());
        return true;
    }

    /** Control trouble never spoils the pair: without a control there is one measurement of the noise less. */
    private void callControl() {
        try {
            Script written = script;
            if (written == null
                    || !shadow.tools().sampler().controlled(parent.request())
                    || !shadow.limits().admitsControl()
                    || !(written.control() instanceof Script.Part.Ready ready)) {
                return;
            }
            meeting.expectControl();
            if (shadow.limits().places().tryEnter()) {
                startControl(ready.request());
            } else {
                pendingControl = ready.request();
            }
        } catch (RuntimeException fault) {
            worker().faults().fault("preparing a control", id(), fault);
            meeting.control(null);
        }
    }

    private void startControl(ArmRequest request) {
        RunningCall call = new RunningCall(this, request, CircuitBreaker.Permit.CALL);
        controlCall = call;
        call.start(worker().caller());
    }

    private void dropControl() {
        pendingControl = null;
        if (controlCall != null) {
            controlCall.cancel();
        }
        meeting.control(null);
    }

    // ---- answers

    /** Null when the call was called off. Money is charged even for an exchange that is over. */
    private @Nullable Answer read(RunningCall call, CapturedResponse response) {
        Script written = script;
        if (written == null || (state == State.ENDED && !shadow.limits().spend().limited())) {
            return null;
        }
        return written.read(call.arm(), call.requestBytes(), response);
    }

    /** Returns whether the candidate's place went on to the control. */
    private boolean candidateEnded(Answer answer, CapturedResponse response) {
        answered(answer);
        Outcome failure = playsOn ? Outcome.CLIENT_GONE : Endings.ofCandidate(answer);
        if (failure == null && !parent.hold(response.body().length)) {
            failure = Outcome.DROPPED_CAPTURE_BUDGET;
        }
        if (failure != null) {
            end(failure);
            return false;
        }
        meeting.candidate(answer);
        ArmRequest control = pendingControl;
        pendingControl = null;
        if (control != null) {
            startControl(control);
            return true;
        }
        pairIfComplete();
        return false;
    }

    private boolean controlEnded(Answer answer) {
        answered(answer);
        meeting.control(Endings.comparable(answer) ? answer : null);
        pairIfComplete();
        return false;
    }

    private void calledOff(Arm arm) {
        if (arm == Arm.CANDIDATE) {
            end(shadow.retired() ? Outcome.DISABLED : Outcome.SHUTDOWN);
        } else {
            meeting.control(null);
            pairIfComplete();
        }
    }

    private void answered(Answer answer) {
        Script written = script;
        if (written != null) {
            shadow.books().answered(answer, written.cost(answer));
        }
    }

    private void pairIfComplete() {
        Script written = script;
        Answer live = parent.liveAnswer();
        if (written == null || live == null || !meeting.complete()) {
            return;
        }
        answered(live);
        worker().sink()
                .accept(meeting.exchange(written.known(parent), shadow.tools().privacy()));
        end(Endings.stratum(live) == Stratum.NORMAL ? Outcome.COMPARED : Outcome.COMPARED_LIVE_FAILED);
    }

    // ---- the end

    /** Ends it once and for all; later calls do nothing. */
    void end(Outcome outcome) {
        if (state == State.ENDED) {
            return;
        }
        if (state == State.QUEUED) {
            worker().waitsNoMore(this);
            // If it is no longer in the queue, its place is on the way and enter() gives it back.
            shadow.limits().places().withdraw(this);
        }
        state = State.ENDED;
        pendingControl = null;
        cancelCalls();
        shadow.ended(outcome);
        parent.shadowEnded();
    }

    private void cancelCalls() {
        if (candidateCall != null) {
            candidateCall.cancel();
        }
        if (controlCall != null) {
            controlCall.cancel();
        }
    }

    private void fail(Throwable fault) {
        worker().faults().fault("mirroring for shadow " + shadow.name(), id(), fault);
        end(Outcome.INTERNAL_ERROR);
    }

    // ---- who it is

    ActiveShadow shadow() {
        return shadow;
    }

    MirrorWorker worker() {
        return parent.worker();
    }

    FaultLog faults() {
        return worker().faults();
    }

    String id() {
        return parent.live().id();
    }
}
