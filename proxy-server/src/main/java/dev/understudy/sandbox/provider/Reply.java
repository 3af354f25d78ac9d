package dev.understudy.sandbox.provider;

import dev.understudy.exchange.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * A response with its timing. Immutable; the pieces may be made as they are iterated over, and more than once.
 *
 * @param headers without framing
 * @param streamed whether the pieces are events of a stream; else they make one body
 * @param headDelayNanos from the request's end to the response head; a stream's head comes with its first event
 */
public record Reply(int status, Headers headers, boolean streamed, long headDelayNanos, Iterable<Piece> pieces) {

    /** A whole JSON body after a delay. */
    public static Reply json(int status, Headers headers, long delayNanos, String body) {
        Piece whole = new Piece(0, body.getBytes(StandardCharsets.UTF_8));
        return new Reply(status, headers.with("content-type", "application/json"), false, delayNanos, List.of(whole));
    }

    public Reply withHeader(String name, String value) {
        return new Reply(status, headers.with(name, value), streamed, headDelayNanos, pieces);
    }

    /** The same reply with all its waiting divided by {@code speed}; infinity takes all of it away. */
    public Reply fasterBy(double speed) {
        if (speed == 1) {
            return this;
        }
        Iterable<Piece> faster = () -> new MappedIterator<>(
                pieces.iterator(), piece -> new Piece((long) (piece.delayNanos() / speed), piece.bytes()));
        return new Reply(status, headers, streamed, (long) (headDelayNanos / speed), faster);
    }

    public Reply withPieces(Iterable<Piece> others) {
        return new Reply(status, headers, streamed, headDelayNanos, others);
    }

    public Reply delayedBy(long nanos) {
        return new Reply(status, headers, streamed, headDelayNanos + nanos, pieces);
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
