package dev.understudy.mirror;

import dev.understudy.config.UpstreamConfig;
import dev.understudy.exchange.AnswerFacts;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.TraceContext;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How a call to the candidate or the control went, for who follows single calls. Holds no content. Immutable.
 *
 * @param exchange id of the exchange
 * @param dialect the wire format that it was asked in, by its configuration name
 * @param model the model that was asked for; null where the request names none
 * @param client where the client's request stands in a trace; null where it stands in none
 * @param span where this call stands: what its own request said; null where {@code client} is
 * @param clientState what the client's vendors keep in the trace, as sent
 * @param status 0 when no response began
 * @param startedNanos when it was begun, on the clock of {@link System#nanoTime()}
 * @param firstByteNanos from then to the response head; null when there was none
 * @param endedNanos when it was over, on the same clock
 * @param answer null where it was not read: it was called off, or nobody waited for it any more
 * @param costUsd by the price table; null when unknown
 * @param outcome what the exchange came to for this shadow
 */
public record EndedCall(
        String shadow,
        String route,
        String exchange,
        Arm arm,
        UpstreamConfig upstream,
        String dialect,
        @Nullable String model,
        @Nullable TraceContext client,
        @Nullable TraceContext span,
        @Nullable String clientState,
        int status,
        Ending ending,
        long startedNanos,
        @Nullable Long firstByteNanos,
        long endedNanos,
        @Nullable AnswerFacts answer,
        @Nullable BigDecimal costUsd,
        Outcome outcome) {}
