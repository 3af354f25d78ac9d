package dev.understudy.mirror;

import dev.understudy.config.UpstreamConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.AnswerFacts;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.ExchangeTrace;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Timeline;
import dev.understudy.exchange.TraceContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells of the calls of one exchange for one shadow, each once, as soon as it is over and it is known what the exchange came to: mostly
 * a call waits for that, and one that is called off comes after it. Keeps no content meanwhile. Confined to the exchange's worker.
 */
final class CallReports {
    private final ActiveShadow shadow;
    private final String exchange;
    private final @Nullable TraceContext client;
    private final @Nullable String clientState;
    private final List<Function<Outcome, EndedCall>> waiting = new ArrayList<>(2);
    private @Nullable TraceContext candidate;
    private @Nullable TraceContext control;
    private @Nullable Outcome outcome;

    CallReports(ActiveShadow shadow, String exchange, Headers headers) {
        this.shadow = shadow;
        this.exchange = exchange;
        this.client = TraceContext.of(headers);
        String state = client == null ? null : headers.get(TraceContext.STATE);
        this.clientState = state == null || state.length() > TraceContext.LONGEST_STATE ? null : state;
    }

    /**
     * A call is over.
     *
     * @param answer null where it was not read
     */
    void ended(
            RunningCall call,
            CapturedResponse response,
            String dialect,
            @Nullable String model,
            @Nullable Answer answer,
            @Nullable BigDecimal costUsd) {
        Arm arm = call.arm();
        // Numbers only: the response holds the answer, and the exchange may wait for live much longer.
        Timeline timeline = response.timeline();
        long started = timeline.startedNanos();
        long ended = timeline.endedNanos();
        int status = response.status();
        Long firstByte = status == 0 ? null : timeline.firstByteNanos() - started;
        AnswerFacts facts = answer == null ? null : AnswerFacts.of(answer);
        UpstreamConfig upstream = call.upstream();
        TraceContext span = TraceContext.parse(call.traceParent());
        if (arm == Arm.CANDIDATE) {
            candidate = span;
        } else {
            control = span;
        }
        Ending ending = response.ending();
        Function<Outcome, EndedCall> report = what -> new EndedCall(
                shadow.name(),
                shadow.route().name(),
                exchange,
                arm,
                upstream,
                dialect,
                model,
                client,
                span,
                clientState,
                status,
                ending,
                started,
                firstByte,
                ended,
                facts,
                costUsd,
                what);
        if (outcome == null) {
            waiting.add(report);
        } else {
            shadow.books().called(report.apply(outcome));
        }
    }

    /** Where the exchange stands, with the calls that are over. */
    ExchangeTrace trace() {
        return new ExchangeTrace(client, clientState, candidate, control);
    }

    /** What the exchange came to. */
    void over(Outcome what) {
        outcome = what;
        waiting.forEach(report -> shadow.books().called(report.apply(what)));
        waiting.clear();
    }
}
