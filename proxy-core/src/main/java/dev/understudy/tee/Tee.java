package dev.understudy.tee;

import dev.understudy.exchange.AnswerFacts;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Timeline;
import dev.understudy.http.BodyFraming;
import dev.understudy.http.RequestHead;
import dev.understudy.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies one live exchange beside its way through the proxy, and hands it to the mirror: the request when it is whole,
 * the response when it has ended. The methods for the live loop come first, those for a worker after; the mirror's queue
 * lies between them, so no field needs to be volatile but the one that a worker sets while live still runs.
 */
public final class Tee implements LiveExchange {
    /** Smaller ones are captured in any case: until they are whole there may be room again. */
    private static final long LARGE_BODY = 64 << 10;

    private final MirrorIntake intake;
    private final String id;
    private final RequestHead head;
    private final Instant at;
    private final long startedNanos;
    private final BodyCapture request;
    private final BodyCapture response;
    private boolean offered;
    private boolean ended;
    private volatile boolean unwanted;

    private @Nullable ResponseHead responseHead;
    private long firstByteNanos;
    private long endedNanos;
    private Ending ending = Ending.COMPLETE;
    private String detail = "";
    private @Nullable BiConsumer<@Nullable String, @Nullable AnswerFacts> follower;

    public Tee(MirrorIntake intake, CaptureBudget budget, String id, RequestHead head, long startedNanos) {
        this.intake = intake;
        this.id = id;
        this.head = head;
        this.at = Instant.now();
        this.startedNanos = startedNanos;
        this.request = new BodyCapture(budget, intake.requestLimit());
        this.response = new BodyCapture(budget, intake.responseLimit());
        request.framing(head.bodyFraming(), head.contentLength());
        if (head.contentLength() > intake.requestLimit()) {
            request.giveUp(Outcome.DROPPED_BODY_LIMIT);
        } else if (head.contentLength() > LARGE_BODY) {
            Outcome refused = intake.refuses(head.contentLength());
            if (refused != null) {
                // Slices of it would hold the live loop's hot memory back, only to be thrown away when it is whole.
                request.giveUp(refused);
            }
        }
    }

    // ---- live event loop

    /** A piece of the request; after it was handed over (a tunnel goes on) its capture is the worker's. */
    public void request(ByteBuf wire) {
        if (!offered && !ended) {
            request.add(wire, 0);
        }
    }

    public void requestComplete() {
        if (offered || ended) {
            return;
        }
        Outcome overflow = request.overflow();
        if (overflow != null) {
            ended = true;
            intake.lost(overflow);
        } else if (intake.offer(this)) {
            offered = true;
        } else {
            ended = true;
            request.release();
        }
    }

    public void responseHead(ResponseHead arrived, BodyFraming framing, long now) {
        responseHead = arrived;
        firstByteNanos = now;
        response.framing(framing, arrived.contentLength());
    }

    /** A piece of the response; one that comes before the request is whole is not captured, and then neither is the rest. */
    public void response(ByteBuf wire, long now) {
        if (ended || unwanted) {
            return;
        }
        if (offered) {
            response.add(wire, now);
        } else {
            response.giveUp(Outcome.DROPPED_BODY_LIMIT);
        }
    }

    /**
     * Has the worker tell what it read of this exchange, once, when live is over. Before {@link #ended}.
     *
     * @return false where no worker has it, and nobody will tell
     */
    public boolean follow(BiConsumer<@Nullable String, @Nullable AnswerFacts> told) {
        if (!offered || ended) {
            return false;
        }
        follower = told;
        return true;
    }

    /** The response is over, one way or another. Only the first call counts. */
    public void ended(Ending how, String why, long now) {
        if (ended) {
            return;
        }
        ended = true;
        endedNanos = now;
        ending = how;
        detail = why;
        if (offered) {
            intake.ended(this);
        } else {
            // It broke before the request was whole.
            request.release();
            response.release();
            intake.lost(how == Ending.CLIENT_GONE ? Outcome.CLIENT_GONE : Outcome.LIVE_TRUNCATED);
        }
    }

    // ---- worker

    @Override
    public String id() {
        return id;
    }

    @Override
    public Instant at() {
        return at;
    }

    @Override
    public long requestLength() {
        return request.length();
    }

    @Override
    public CapturedRequest takeRequest() {
        return new CapturedRequest(
                head.method(), head.target(), head.headers(), request.take().bytes());
    }

    @Override
    public CapturedResponse takeResponse() {
        ResponseHead arrived = responseHead;
        if (arrived == null) {
            return CapturedResponse.none(ending, detail, startedNanos, endedNanos);
        }
        BodyCapture.Content content = response.take();
        Timeline timeline = new Timeline(startedNanos, firstByteNanos, endedNanos, content.arrivals(), content.ends());
        boolean capped = response.overflow() != null || unwanted;
        Ending how = ending == Ending.COMPLETE && capped ? Ending.CAPPED : ending;
        Headers headers = arrived.headers();
        return new CapturedResponse(arrived.status(), headers, content.bytes(), timeline, how, detail);
    }

    @Override
    public boolean followed() {
        return follower != null;
    }

    @Override
    public void tell(@Nullable String model, @Nullable AnswerFacts answer) {
        BiConsumer<@Nullable String, @Nullable AnswerFacts> told = follower;
        follower = null;
        if (told != null) {
            told.accept(model, answer);
        }
    }

    @Override
    public void unwanted() {
        unwanted = true;
    }

    @Override
    public void close() {
        request.release();
        response.release();
    }
}
