package dev.understudy.mirror;

import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.wire.ContentDecoding;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.AnswerFacts;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Outcome;
import dev.understudy.pair.AnswerReader;
import dev.understudy.pair.Endings;
import dev.understudy.tee.LiveExchange;
import org.jspecify.annotations.Nullable;

/**
 * One live exchange and what its shadows do with it. Made on the live loop, then confined to one worker. Owns the
 * {@link LiveExchange} from {@code offer} on and closes it once live has ended; what the shadows need longer than that is
 * held here, under the mirror's own budget.
 */
final class MirroredExchange {
    private static final Participant[] NOBODY = {};

    private final MirrorWorker worker;
    private final RouteIntake intake;
    private final LiveExchange live;
    private Participant[] participants = NOBODY;
    private int open;
    private boolean liveEnded;
    private long heldBytes;
    private @Nullable RequestView request;
    private @Nullable Answer liveAnswer;

    MirroredExchange(MirrorWorker worker, RouteIntake intake, LiveExchange live) {
        this.worker = worker;
        this.intake = intake;
        this.live = live;
    }

    /** Not in the constructor: that runs on the live loop. */
    private void callParticipants() {
        ActiveShadow[] cast = intake.shadows();
        ActiveRecorder recorder = intake.recorder();
        open = cast.length + (recorder == null ? 0 : 1);
        participants = new Participant[open];
        for (int i = 0; i < cast.length; i++) {
            participants[i] = new ShadowExchange(this, cast[i]);
        }
        if (recorder != null) {
            participants[cast.length] = new RecordingExchange(this, recorder);
        }
    }

    /** First event: the request. */
    void begin() {
        worker.add(this);
        callParticipants();
        try {
            if (worker.stopping()) {
                endAll(Outcome.SHUTDOWN);
                return;
            }
            // Before it is taken: what will not be kept need not be put together.
            Outcome refused = refused(live.requestLength());
            if (refused != null) {
                endAll(refused);
                return;
            }
            CapturedRequest captured = live.takeRequest();
            Dialect dialect = intake.dialect(captured.method(), captured.path());
            if (dialect == null) {
                endAll(Outcome.SKIPPED_ENDPOINT);
            } else {
                RequestView view = new RequestView(live.id(), captured, dialect, intake.requestLimit());
                request = view;
                for (Participant participant : participants) {
                    participant.begin(view);
                }
            }
        } catch (Throwable fault) {
            fail("taking a request", fault);
        }
    }

    /** Why a request of that many bytes cannot be played now; null when there is room, which is taken. */
    private @Nullable Outcome refused(long bytes) {
        LargeBodies large = worker.largeBodies();
        if (!large.admits(bytes)) {
            return Outcome.DROPPED_LIVE_LATE;
        }
        if (!hold(HeldBytes.ofRequest(bytes))) {
            return Outcome.DROPPED_CAPTURE_BUDGET;
        }
        large.admitted(bytes);
        return null;
    }

    /** Second event: live's answer, whole or not. */
    void liveEnded() {
        liveEnded = true;
        try {
            if (open > 0) {
                takeResponse();
            }
        } catch (Throwable fault) {
            fail("taking a response", fault);
        } finally {
            tellWhoFollows();
            close();
            forgetIfOver();
        }
    }

    private void takeResponse() {
        Answer known = live.readAnswer();
        if (known != null) {
            replayed(known);
            return;
        }
        CapturedResponse response = live.takeResponse();
        intake.liveOrigin().observe(response);
        Outcome spoiled = Endings.ofLive(response);
        if (spoiled == null) {
            spoiled = read(response);
        }
        tell(spoiled, response.body().length);
    }

    /** Before the participants hear of the end, for with the last of them what was read goes; the first call counts. */
    private void tellWhoFollows() {
        try {
            if (live.followed()) {
                Answer answer = liveAnswer;
                live.tell(modelAsked(), answer == null ? null : AnswerFacts.of(answer));
            }
        } catch (RuntimeException fault) {
            worker.faults().fault("telling how live went", live.id(), fault);
        }
    }

    /** The model that was asked for; null where nobody has read the request so far. */
    private @Nullable String modelAsked() {
        RequestView view = request;
        boolean read = view != null && view.wasRead() && view.unreadable() == null;
        return view == null || !read ? null : view.facts().model();
    }

    /** An answer that was read when it was recorded. */
    private void replayed(Answer answer) {
        boolean kept = hold(HeldBytes.of(answer));
        liveAnswer = kept ? answer : null;
        tell(kept ? Endings.ofLive(answer) : Outcome.DROPPED_CAPTURE_BUDGET, 0);
    }

    private void tell(@Nullable Outcome spoiled, long bytes) {
        tellWhoFollows();
        for (Participant participant : participants) {
            if (spoiled != null) {
                participant.liveSpoiled(spoiled);
            } else if (liveAnswer != null) {
                participant.liveAnswered(liveAnswer, bytes);
            }
        }
    }

    /** Reads live's answer at once: what it says is smaller than what it came in. Returns why it cannot be judged. */
    private @Nullable Outcome read(CapturedResponse response) {
        int limit = (int) Math.min(intake.responseLimit(), Integer.MAX_VALUE);
        CapturedResponse plain = ContentDecoding.decodedOrNull(response, limit);
        Outcome unreadable = Endings.ofLive(response, plain);
        if (plain == null || unreadable != null) {
            return unreadable;
        }
        Answer answer = AnswerReader.read(Arm.LIVE, plain, request().dialect(), limit);
        if (!hold(HeldBytes.of(answer))) {
            return Outcome.DROPPED_CAPTURE_BUDGET;
        }
        liveAnswer = answer;
        return Endings.ofLive(answer);
    }

    private void close() {
        try {
            live.close();
        } catch (RuntimeException fault) {
            worker.faults().fault("closing a live exchange", live.id(), fault);
        }
    }

    /** Ends whatever of it belongs to a retired shadow or recording. */
    void retire() {
        for (Participant participant : participants) {
            if (participant.retired()) {
                participant.end(Outcome.DISABLED);
            }
        }
    }

    void endAll(Outcome outcome) {
        for (Participant participant : participants) {
            participant.end(outcome);
        }
    }

    private void fail(String doing, Throwable fault) {
        worker.faults().fault(doing, live.id(), fault);
        endAll(Outcome.INTERNAL_ERROR);
    }

    /** Takes room for bytes that stay until every shadow is done; false if there is none. */
    boolean hold(long bytes) {
        if (!worker.held().reserve(bytes)) {
            return false;
        }
        heldBytes += bytes;
        return true;
    }

    /** A shadow is done. */
    void shadowEnded(String shadow, Outcome outcome) {
        try {
            live.over(shadow, outcome);
        } catch (RuntimeException fault) {
            worker.faults().fault("telling how an exchange ended", live.id(), fault);
        }
        participantEnded();
    }

    /** One is done. With the last one, everything goes but the live exchange itself. */
    void participantEnded() {
        if (--open > 0) {
            return;
        }
        worker.held().release(heldBytes);
        heldBytes = 0;
        if (!liveEnded) {
            unwanted();
        }
        forgetIfOver();
    }

    private void unwanted() {
        try {
            live.unwanted();
        } catch (RuntimeException fault) {
            worker.faults().fault("letting a live exchange go", live.id(), fault);
        }
    }

    private void forgetIfOver() {
        if (open == 0) {
            request = null;
            liveAnswer = null;
            if (liveEnded) {
                worker.remove(this);
            }
        }
    }

    RequestView request() {
        if (request == null) {
            throw new IllegalStateException("no request");
        }
        return request;
    }

    /** Live's answer, once it has ended whole. */
    @Nullable
    Answer liveAnswer() {
        return liveAnswer;
    }

    LiveExchange live() {
        return live;
    }

    MirrorWorker worker() {
        return worker;
    }
}
