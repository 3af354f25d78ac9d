package dev.understudy.forward;

import dev.understudy.config.RouteConfig;
import dev.understudy.exchange.AnswerFacts;
import dev.understudy.exchange.Ending;
import org.jspecify.annotations.Nullable;

/**
 * How a live request went, for who follows single requests. Holds no content and no buffer. Immutable.
 *
 * @param path without the query; null for one longer than any generation endpoint's
 * @param id of the exchange where it was mirrored, else what the client calls its request; null where it has no name
 * @param exchange whether {@code id} is that of an exchange
 * @param traceParent as the client sent it; null when it sent none, two, or one that is too long
 * @param traceState as the client sent it beside that; null when it sent none, two, or one that is too long
 * @param status what the client got; 499 when it left before a response, 0 when the connection just broke
 * @param ending how it ended
 * @param startedNanos when the head had arrived, on the clock of {@link System#nanoTime()}
 * @param firstByteNanos from then to the response head; negative when there was none
 * @param endedNanos when it was over, on the same clock
 * @param model the model that was asked for, where somebody read the request
 * @param answer what the answer was, where somebody read it
 */
public record LiveEnd(
        RouteConfig route,
        String method,
        @Nullable String path,
        @Nullable String id,
        boolean exchange,
        @Nullable String traceParent,
        @Nullable String traceState,
        int status,
        Ending ending,
        long startedNanos,
        long firstByteNanos,
        long endedNanos,
        @Nullable String model,
        @Nullable AnswerFacts answer) {

    /** The same, of which now is known what was asked and answered. */
    LiveEnd read(@Nullable String asked, @Nullable AnswerFacts answered) {
        return new LiveEnd(
                route,
                method,
                path,
                id,
                exchange,
                traceParent,
                traceState,
                status,
                ending,
                startedNanos,
                firstByteNanos,
                endedNanos,
                asked,
                answered);
    }
}
