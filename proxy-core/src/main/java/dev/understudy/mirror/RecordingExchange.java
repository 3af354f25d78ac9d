package dev.understudy.mirror;

import dev.understudy.config.RecordConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Outcome;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.recording.RecordOutcome;
import dev.understudy.recording.RecordedExchange;
import dev.understudy.variant.DisguisedHead;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One exchange for the recording of its route: waits for live's answer, disguises both, and hands them on. */
final class RecordingExchange implements Participant {
    private final MirroredExchange parent;
    private final ActiveRecorder recording;
    private @Nullable RequestView request;
    private boolean ended;

    RecordingExchange(MirroredExchange parent, ActiveRecorder recording) {
        this.parent = parent;
        this.recording = recording;
    }

    @Override
    public void begin(RequestView view) {
        try {
            request = view;
            RecordOutcome refusal = refusal(view);
            if (refusal != null) {
                end(refusal);
            }
        } catch (Throwable fault) {
            fail(fault);
        }
    }

    /** What costs least is asked first. */
    private @Nullable RecordOutcome refusal(RequestView view) {
        if (recording.retired()) {
            return RecordOutcome.DISABLED;
        }
        RecordOutcome busy = recording.recorder().refuses();
        if (busy != null) {
            return busy;
        }
        if (view.bodyLength() > RecordConfig.LARGEST_BODY.bytes()) {
            return RecordOutcome.DROPPED_BODY_LIMIT;
        }
        Outcome unreadable = recording.sampler().needsBody(view.request()) ? view.unreadable() : null;
        if (unreadable == null && !recording.sampler().sampled(view)) {
            return RecordOutcome.NOT_SAMPLED;
        }
        unreadable = unreadable == null ? view.unreadable() : unreadable;
        if (unreadable != null) {
            return RecordOutcome.of(unreadable);
        }
        return recording.recorder().privacy().admits(view.body()) ? null : RecordOutcome.SKIPPED_MEDIA;
    }

    @Override
    public void liveAnswered(Answer answer, long bytes) {
        if (ended) {
            return;
        }
        if (recording.retired()) {
            end(RecordOutcome.DISABLED);
        } else if (bytes > RecordConfig.LARGEST_BODY.bytes() || request == null) {
            end(RecordOutcome.LIVE_TRUNCATED);
        } else {
            record(request, answer);
        }
    }

    private void record(RequestView view, Answer answer) {
        RecordedExchange disguised;
        try {
            disguised = disguised(view, answer);
        } catch (Throwable fault) {
            fail(fault);
            return;
        }
        ended = true;
        // From here on the recorder counts it.
        recording.record(disguised);
        parent.participantEnded();
    }

    private RecordedExchange disguised(RequestView view, Answer answer) {
        Pseudonymiser privacy = recording.recorder().privacy().forExchange();
        ObjectNode body = view.body().deepCopy(); // shadows have other policies
        privacy.request(body);
        return new RecordedExchange(
                view.id(),
                parent.live().at(),
                recording.route().name(),
                view.dialect().name(),
                view.request().method(),
                DisguisedHead.target(view.request().target(), privacy),
                DisguisedHead.headers(
                        view.request().headers(),
                        view.dialect(),
                        recording.config().headers(),
                        privacy),
                HexFormat.of().toHexDigits(recording.sampler().conversation(view)),
                body,
                answer.withCompletion(privacy.answer(answer.completion())));
    }

    @Override
    public void liveSpoiled(Outcome outcome) {
        end(outcome);
    }

    @Override
    public void end(Outcome outcome) {
        end(RecordOutcome.of(outcome));
    }

    private void end(RecordOutcome outcome) {
        if (!ended) {
            ended = true;
            request = null;
            recording.ended(outcome);
            parent.participantEnded();
        }
    }

    private void fail(Throwable fault) {
        parent.worker()
                .faults()
                .fault(
                        "recording for route " + recording.route().name(),
                        parent.live().id(),
                        fault);
        end(RecordOutcome.INTERNAL_ERROR);
    }

    @Override
    public boolean retired() {
        return recording.retired();
    }
}
