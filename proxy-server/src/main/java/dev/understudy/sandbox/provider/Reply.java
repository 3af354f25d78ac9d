package dev.understudy.sandbox.provider;

import dev.understudy.exchange.Headers;
import dev.understudy.sandbox.studio.Generation;
import dev.understudy.sandbox.studio.Generation.Opening;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A response with its timing. Immutable; the pieces may be made as they are iterated over, and more than once.
 *
 * @param headers without framing
 * @param streamed whether the pieces are events of a stream; else they make one body
 * @param headDelayNanos from the request's end to the response head; a stream's head comes with its first event
 * @param failure what a stream says, after so many events, when the provider fails in the middle of it; empty for a body
 */
public record Reply(
        int status,
        Headers headers,
        boolean streamed,
        long headDelayNanos,
        Iterable<Piece> pieces,
        IntFunction<String> failure) {

    private static final Headers EVENTS =
            Headers.of("content-type", "text/event-stream; charset=utf-8", "cache-control", "no-cache");

    /** A whole JSON body after a delay. */
    public static Reply json(int status, Headers headers, long delayNanos, String body) {
        Piece whole = new Piece(0, body.getBytes(StandardCharsets.UTF_8));
        return new Reply(
                status,
                headers.with("content-type", "application/json"),
                false,
                delayNanos,
                List.of(whole),
                events -> "");
    }

    /** A whole JSON body at once. */
    public static Reply json(int status, String body) {
        return json(status, Headers.EMPTY, 0, body);
    }

    /** An answer in one piece, when the model has finished it. */
    public static Reply whole(Generation generation, String body) {
        return json(200, Headers.EMPTY, generation.wholeNanos(), body);
    }

    /**
     * An answer as a stream of server-sent events, as the model makes it.
     *
     * @param writers makes a writer each time that the pieces are iterated over
     */
    public static Reply streamed(
            Generation generation, Opening opening, Supplier<EventWriter> writers, IntFunction<String> failure) {
        return new Reply(
                200,
                EVENTS,
                true,
                generation.firstNanos(opening),
                () -> new EventStream(generation.beats(opening), writers.get()),
                failure);
    }

    public Reply withHeader(String name, String value) {
        return new Reply(status, headers.with(name, value), streamed, headDelayNanos, pieces, failure);
    }

    /** The same reply with all its waiting divided by {@code speed}; infinity takes all of it away. */
    public Reply fasterBy(double speed) {
        if (speed == 1) {
            return this;
        }
        Iterable<Piece> faster = () -> new MappedIterator<>(
                pieces.iterator(), piece -> new Piece((long) (piece.delayNanos() / speed), piece.bytes()));
        return new Reply(status, headers, streamed, (long) (headDelayNanos / speed), faster, failure);
    }

    public Reply withPieces(Iterable<Piece> others) {
        return new Reply(status, headers, streamed, headDelayNanos, others, failure);
    }

    public Reply delayedBy(long nanos) {
        return new Reply(status, headers, streamed, headDelayNanos + nanos, pieces, failure);
    }

    /** The same pieces as a stream, which needs no length. */
    public Reply asStream() {
        return new Reply(status, headers, true, headDelayNanos, pieces, failure);
    }

    private record MappedIterator<A, B>(Iterator<A> source, Function<A, B> change) implements Iterator<B> {
        @Override
        public boolean hasNext() {
            return source.hasNext();
        }

        @Override
        public B next() {
            return change.apply(source.next());
        }
    }
}
