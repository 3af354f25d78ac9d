package dev.understudy.tee;

import dev.understudy.exchange.Answer;
import dev.understudy.exchange.AnswerFacts;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The copy of one live exchange, handed from the live event loop to a mirror worker.
 *
 * <p>The live loop writes it; a single worker reads it, each part only after it was handed over
 * ({@link MirrorIntake#offer} for the request, {@link MirrorIntake#ended} for the response), so no part needs a lock.
 * Buffers belong to this object until they are taken or it is closed.
 */
public interface LiveExchange {
    /** Unique id, the same in logs and in every shadow. */
    String id();

    /** When the head arrived. */
    Instant at();

    /** Bytes of the captured request body, framing included: the same from {@code offer} until {@link #close}. */
    long requestLength();

    /** The request, framing removed. Worker thread, once, after {@code offer}; releases the captured slices. */
    CapturedRequest takeRequest();

    /**
     * The response, framing removed, and how it ended. Worker thread, once, after {@code ended}; releases the slices.
     */
    CapturedResponse takeResponse();

    /**
     * The answer, where somebody has read it before: a recording that is played again. Then {@link #takeResponse} is not
     * asked. Worker thread, after {@code ended}.
     */
    default @Nullable Answer readAnswer() {
        return null;
    }

    /** What it came to for one of the shadows: once for each of them after {@code offer} took it. Must not block. */
    default void over(String shadow, Outcome outcome) {}

    /** Whether somebody follows this very request and waits for {@link #tell}. Worker thread, after {@code ended}. */
    default boolean followed() {
        return false;
    }

    /**
     * What was read of the exchange; later calls do nothing. Worker thread, after {@code ended}.
     *
     * @param model the model that was asked for; null where nobody read the request
     * @param answer null where nobody read the answer
     */
    default void tell(@Nullable String model, @Nullable AnswerFacts answer) {}

    /** No shadow wants the answer: the tee may stop copying it. Any thread, any number of times; {@code ended} still comes. */
    void unwanted();

    /** Gives back every byte of budget and every slice still held. Worker thread, exactly once, after {@code ended}. */
    void close();
}
