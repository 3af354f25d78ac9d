package dev.understudy.mirror;

import dev.understudy.config.ShadowConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One exchange for one shadow, from the rules to its outcome: what it waits for, and when it is played ({@link Performance}).
 * Confined to the worker of its live exchange, so it holds no lock; other threads only {@linkplain MirrorWorker#post post} to
 * it. Ends exactly once.
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
    private State state = State.NEW;
    private long queuedAt;
    /** The client has left, but this shadow plays on for the numbers; there is nothing to compare with. */
    private boolean playsOn;

    private @Nullable Performance performance;

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
                    answer != null && state == State.PLAYING && performance().passPlaceToControl(answer);
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
            safely(() -> endWith(performance().answered(call.arm(), read)));
        }
    }

    @Override
    public void liveAnswered(Answer answer, long bytes) {
        if (state == State.ENDED) {
            return;
        }
        Performance playing = performance;
        if (bytes > shadow.config().limits().response().bytes()) {
            end(playing == null ? Outcome.LIVE_TRUNCATED : playing.failureOr(Outcome.LIVE_TRUNCATED));
        } else if (state == State.AWAITING_LIVE) {
            safely(this::admit);
        } else if (playing != null) {
            safely(() -> endWith(playing.pairIfComplete()));
        }
    }

    @Override
    public void liveSpoiled(Outcome outcome) {
        if (state == State.ENDED) {
            return;
        }
        Performance playing = performance;
        if (playing != null && playing.hasCandidate()) {
            end(playing.failureOr(outcome));
            return;
        }
        if (outcome != Outcome.CLIENT_GONE || !shadow.config().keepWhenClientLeaves()) {
            end(outcome);
            return;
        }
        playsOn = true;
        if (playing != null) {
            playing.goOnWithoutLive();
        }
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
            Performance begun = new Performance(this, shadow, parent);
            performance = begun;
            Outcome refusal = begun.callCandidate();
            called = refusal == null;
            if (refusal != null) {
                end(refusal);
            } else if (playsOn) {
                begun.goOnWithoutLive();
            } else {
                begun.callControl();
            }
        } finally {
            if (!called) {
                shadow.leavePlace();
            }
        }
    }

    /** There is one from the first call on. */
    private Performance performance() {
        if (performance == null) {
            throw new IllegalStateException("not played yet");
        }
        return performance;
    }

    // ---- the end

    /** Unless it goes on. */
    private void endWith(@Nullable Outcome outcome) {
        if (outcome != null) {
            end(outcome);
        }
    }

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
