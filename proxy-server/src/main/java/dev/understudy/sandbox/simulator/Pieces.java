package dev.understudy.sandbox.simulator;

import dev.understudy.sandbox.provider.Piece;
import dev.understudy.sandbox.provider.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Ways to spoil the pieces of a reply. All are lazy: an endless stream takes no memory. */
final class Pieces {
    /** What counts as an event where the reply is one body. */
    private static final int SLICE = 64;

    private static final long NANOS = 1_000_000_000L;

    private Pieces() {}

    /** The events of a stream; the 64-byte slices of a body. */
    private static Iterator<Piece> events(Reply reply) {
        return reply.streamed()
                ? reply.pieces().iterator()
                : sliced(reply.pieces().iterator(), SLICE, 0);
    }

    static Iterator<Piece> bytewise(Reply reply, int bytesPerSecond) {
        return sliced(reply.pieces().iterator(), 1, NANOS / Math.max(1, bytesPerSecond));
    }

    static Iterator<Piece> first(Reply reply, int count) {
        Iterator<Piece> events = events(reply);
        return new Iterator<>() {
            private int left = count;

            @Override
            public boolean hasNext() {
                return left > 0 && events.hasNext();
            }

            @Override
            public Piece next() {
                left--;
                return events.next();
            }
        };
    }

    /** Event number {@code at} is not JSON; a body loses its second half. */
    static Iterator<Piece> broken(Reply reply, int at) {
        Iterator<Piece> pieces = reply.pieces().iterator();
        return new Iterator<>() {
            private int index;

            @Override
            public boolean hasNext() {
                return pieces.hasNext();
            }

            @Override
            public Piece next() {
                Piece piece = pieces.next();
                if (!reply.streamed()) {
                    return new Piece(piece.delayNanos(), Arrays.copyOf(piece.bytes(), piece.bytes().length / 2));
                }
                return ++index == at ? new Piece(piece.delayNanos(), broken(piece.bytes())) : piece;
            }
        };
    }

    /** The last brace becomes a bracket: no JSON any more, whatever the framing around it. */
    private static byte[] broken(byte[] event) {
        byte[] broken = event.clone();
        for (int i = broken.length - 1; i >= 0; i--) {
            if (broken[i] == '}') {
                broken[i] = ']';
                break;
            }
        }
        return broken;
    }

    /** The first events, then what the provider says when it fails there. */
    static Iterator<Piece> failing(Reply reply, int after) {
        Iterator<Piece> events = first(reply, after);
        return new Iterator<>() {
            private int told;
            private boolean failed;

            @Override
            public boolean hasNext() {
                return !failed;
            }

            @Override
            public Piece next() {
                if (events.hasNext()) {
                    told++;
                    return events.next();
                }
                failed = true;
                return new Piece(0, reply.failure().apply(told).getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    /** The first three events, then the third for ever. */
    static Iterator<Piece> endless(Reply reply, long gapNanos) {
        Iterator<Piece> first = first(reply, 3);
        return new Iterator<>() {
            private Piece again = new Piece(gapNanos, new byte[] {' '});

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Piece next() {
                if (!first.hasNext()) {
                    return again;
                }
                Piece piece = first.next();
                again = new Piece(gapNanos, piece.bytes());
                return piece;
            }
        };
    }

    private static Iterator<Piece> sliced(Iterator<Piece> pieces, int size, long delayNanos) {
        return new Iterator<>() {
            private byte[] bytes = {};
            private int at;

            @Override
            public boolean hasNext() {
                while (at >= bytes.length && pieces.hasNext()) {
                    bytes = pieces.next().bytes();
                    at = 0;
                }
                return at < bytes.length;
            }

            @Override
            public Piece next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int end = Math.min(bytes.length, at + size);
                Piece slice = new Piece(delayNanos, Arrays.copyOfRange(bytes, at, end));
                at = end;
                return slice;
            }
        };
    }
}
