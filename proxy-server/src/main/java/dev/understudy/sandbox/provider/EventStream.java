package dev.understudy.sandbox.provider;

import dev.understudy.sandbox.studio.Beat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;

/** The pieces of a streamed answer: one an event, written when its time has come. */
final class EventStream implements Iterator<Piece> {
    private final Iterator<Beat.Timed> beats;
    private final EventWriter writer;
    private final Queue<String> written = new ArrayDeque<>();
    private long delayNanos;

    EventStream(Iterator<Beat.Timed> beats, EventWriter writer) {
        this.beats = beats;
        this.writer = writer;
    }

    @Override
    public boolean hasNext() {
        while (written.isEmpty() && beats.hasNext()) {
            Beat.Timed next = beats.next();
            delayNanos += next.delayNanos();
            writer.write(next.beat(), written::add);
        }
        return !written.isEmpty();
    }

    @Override
    public Piece next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Piece piece = new Piece(delayNanos, written.remove().getBytes(StandardCharsets.UTF_8));
        delayNanos = 0;
        return piece;
    }
}
