package dev.understudy.mirror;

import dev.understudy.config.ShadowConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Stratum;
import dev.understudy.pair.Endings;
import dev.understudy.pair.Meeting;
import org.jspecify.annotations.Nullable;

/**
 * One exchange for one shadow, from the rules to its outcome. Confined to the worker of its live exchange, so it holds
 * no lock; other threads only {@linkplain MirrorWorker#post post} to it. Ends exactly once.
 */
final class ShadowExchange implements Participant {
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

    private @Nullable Performance performance;
    /** How the candidate has failed; the exchange only waits for live, to be counted with it. */
    private @Nullable Outcome candidateFailure;

    ShadowExchange(MirroredExchange parent, ActiveShadow shadow) {
        this.parent = parent;
        this.shadow = shadow;
    }

    // ---- what happens to it, in order

    @Override
    public void begin(RequestView request) {
        safely(() -> {
            Outcome refusal = shadow.refuses(request);
            if (refusal == null) {
                // Before any bound: what live is asked is seen also while the candidate rests.
                shadow.books().sampled(new SeenRequest(request, shadow.route().live()));
            }
            if (refusal != null) {
                end(refusal);
            } else if (shadow.config().start() == ShadowConfig.Start.AFTER_LIVE) {
                state = State.AWAITING_LIVE;
            } else {
                admit();
            }
        });
    }

    /** Any thread: a place has come free and is held for this exchange. */
    void placeGranted() {
        worker().post(this);
    }

    /** The place has arrived on the worker. */
    void enter() {
        if (state != State.QUEUED) {
            shadow.leavePlace(); // ended while the place was on its way
            return;
        }
        worker().waitsNoMore(this);
        Outcome refusal = shadow.retired() ? Outcome.DISABLED : shadow.limits().stillAdmits();
        if (refusal == null) {
            safely(this::play);
        } else {
            shadow.leavePlace();
            end(refusal);
        }
    }

    /** One of its calls is over, or had been when this exchange was over already. */
    void callEnded(RunningCall call, CapturedResponse response) {
        Answer answer = null;
        boolean placePassedOn = false;
        try {
            shadow.limits().observe(call.arm(), response, call.permit());
            answer = performance().read(call, response, state == State.ENDED);
            performance().report(call, response, answer);
            placePassedOn =
                    answer != null && wantsControlAfter(answer) && performance().passPlaceToControl();
        } catch (Throwable fault) {
            fail(fault);
        } finally {
            // Before anything is compared: that may take its time, and the call is over.
            if (!placePassedOn) {
                shadow.leavePlace();
            }
        }
        if (state != State.ENDED) {
            Answer read = answer;
            safely(() -> callEnded(call.arm(), read));
        }
    }

    private void callEnded(Arm arm, @Nullable Answer answer) {
        if (answer == null) {
            calledOff(arm);
        } else if (arm == Arm.CANDIDATE) {
            candidateEnded(answer);
        } else {
            controlEnded(answer);
        }
    }

    @Override
    public void liveAnswered(Answer answer, long bytes) {
        if (state == State.ENDED) {
            return;
        }
        if (bytes > shadow.config().limits().response().bytes()) {
            end(candidateFailure == null ? Outcome.LIVE_TRUNCATED : candidateFailure);
            return;
        }
        meeting.live(answer);
        safely(state == State.AWAITING_LIVE ? this::admit : this::pairIfComplete);
    }

    @Override
    public void liveSpoiled(Outcome outcome) {
        if (state == State.ENDED) {
            return;
        }
        if (candidateFailure != null) {
            end(candidateFailure);
            return;
        }
        boolean keeps = outcome == Outcome.CLIENT_GONE && shadow.config().keepWhenClientLeaves();
        if (!keeps || meeting.hasCandidate()) {
            end(outcome);
            return;
        }
        playsOn = true;
        if (performance != null) {
            performance.dropControl();
        }
        meeting.control(null);
        if (state == State.AWAITING_LIVE) {
            safely(this::admit);
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
            Performance begun = new Performance(this, shadow, parent.request());
            performance = begun;
            Outcome refusal = begun.callCandidate();
            called = refusal == null;
            if (refusal != null) {
                end(refusal);
            } else if (!playsOn) {
                begun.callControl(meeting);
            }
        } finally {
            if (!called) {
                shadow.leavePlace();
            }
        }
    }

    // ---- answers

    private boolean wantsControlAfter(Answer answer) {
        return state == State.PLAYING && answer.arm() == Arm.CANDIDATE && Endings.comparable(answer);
    }

    private void candidateEnded(Answer answer) {
        performance().answered(answer);
        Outcome failure = playsOn ? Outcome.CLIENT_GONE : Endings.ofCandidate(answer);
        if (failure == null && !parent.hold(HeldBytes.of(answer))) {
            failure = Outcome.DROPPED_CAPTURE_BUDGET;
        }
        if (failure != null && failure.blame() == Outcome.Blame.CANDIDATE) {
            candidateFailure = failure;
            performance().dropControl();
            meeting.control(null);
        } else if (failure != null) {
            end(failure);
            return;
        }
        meeting.candidate(answer);
        pairIfComplete();
    }

    private void controlEnded(Answer answer) {
        performance().answered(answer);
        boolean kept = Endings.comparable(answer) && parent.hold(HeldBytes.of(answer));
        meeting.control(kept ? answer : null);
        pairIfComplete();
    }

    private void calledOff(Arm arm) {
        if (arm == Arm.CANDIDATE) {
            end(shadow.retired() ? Outcome.DISABLED : Outcome.SHUTDOWN);
        } else {
            meeting.control(null);
            pairIfComplete();
        }
    }

    private void pairIfComplete() {
        Answer arrived = parent.liveAnswer();
        if (arrived == null || !meeting.complete()) {
            return;
        }
        Performance finished = performance();
        Answer live = finished.costed(arrived);
        meeting.live(live);
        if (candidateFailure != null) {
            Exchange failed = meeting.exchange(finished.known(parent), finished.privacy());
            worker().sink().candidateFailed(failed, candidateFailure);
            end(candidateFailure);
            return;
        }
        finished.answered(live);
        worker().sink().accept(meeting.exchange(finished.known(parent), finished.privacy()));
        end(Endings.stratum(live) == Stratum.NORMAL ? Outcome.COMPARED : Outcome.COMPARED_LIVE_FAILED);
    }

    /** There is one from the first call on. */
    private Performance performance() {
        if (performance == null) {
            throw new IllegalStateException("not played yet");
        }
        return performance;
    }

    // ---- the end

    @Override
    public void end(Outcome outcome) {
        if (state == State.ENDED) {
            return;
        }
        if (state == State.QUEUED) {
            worker().waitsNoMore(this);
            // If it is no longer in the queue, its place is on the way and enter() gives it back.
            shadow.limits().places().withdraw(this);
        }
        state = State.ENDED;
        if (performance != null) {
            performance.cancelAll();
            performance.over(outcome);
        }
        shadow.ended(outcome);
        parent.shadowEnded(shadow.name(), outcome);
    }

    /** A fault of ours ends this exchange for this shadow, and nothing else. */
    private void safely(Runnable step) {
        try {
            step.run();
        } catch (Throwable fault) {
            fail(fault);
        }
    }

    private void fail(Throwable fault) {
        worker().faults().fault("mirroring for shadow " + shadow.name(), id(), fault);
        end(Outcome.INTERNAL_ERROR);
    }

    // ---- who it is

    @Override
    public boolean retired() {
        return shadow.retired();
    }

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
