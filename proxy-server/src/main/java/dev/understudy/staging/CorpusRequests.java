package dev.understudy.staging;

import dev.understudy.corpus.Corpus;
import dev.understudy.corpus.CorpusReader;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.recording.RecordedExchange;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a corpus in the order in which they came. They were written in the order in which they ended, so some are read ahead;
 * one that took longer than all of those comes late, and is played at once.
 */
public final class CorpusRequests implements StagedRequests {
    private static final int AHEAD = 4_096;
    private static final long AHEAD_BYTES = 64L << 20;

    private record Read(RecordedExchange exchange, byte[] body, long number) {}

    private final CorpusReader reader;
    private final long count;
    private final long most;
    private final PriorityQueue<Read> ahead = new PriorityQueue<>(
            Comparator.comparing((Read read) -> read.exchange().at()).thenComparing(Read::number));
    private long bytes;
    private long read;
    private long given;
    private boolean atEnd;

    /** @param most requests to give; the first ones */
    public CorpusRequests(Corpus corpus, long most) {
        this.reader = corpus.read();
        this.most = most;
        // Of an open segment nobody knows the count without reading it.
        this.count = Math.min(most, Math.max(1, corpus.manifest().records() + corpus.openRecords()));
    }

    @Override
    public long count() {
        return count;
    }

    /** @throws dev.understudy.corpus.CorpusException where the corpus is damaged */
    @Override
    public @Nullable StagedRequest next() {
        while (!atEnd && ahead.size() < AHEAD && bytes < AHEAD_BYTES) {
            RecordedExchange next = reader.next();
            if (next == null) {
                atEnd = true;
            } else {
                byte[] body = Json.bytes(next.request());
                bytes += body.length;
                ahead.add(new Read(next, body, read++));
            }
        }
        Read first = given == most ? null : ahead.poll();
        if (first == null) {
            return null;
        }
        given++;
        bytes -= first.body().length;
        return staged(first);
    }

    private static StagedRequest staged(Read read) {
        RecordedExchange exchange = read.exchange();
        CapturedRequest request =
                new CapturedRequest(exchange.method(), exchange.target(), exchange.headers(), read.body());
        return new StagedRequest(exchange.id(), exchange.at(), request, exchange.conversation(), exchange.live());
    }

    @Override
    public void close() {
        reader.close();
    }
}
