package dev.understudy.mirror;

import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Timeline;
import dev.understudy.tee.LiveExchange;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A live exchange that holds real buffers and fails where it can. */
final class ChaosLive implements LiveExchange {
    private final String id;
    private final ByteBuf request;
    private final ByteBuf response;
    private final int status;
    private final Ending ending;
    private final Headers headers;
    /** Which of its methods throws; 0 for none. */
    private final int fault;

    final AtomicInteger closed = new AtomicInteger();

    ChaosLive(String id, Random random) {
        this.id = id;
        this.request = buffer(ChaosBodies.request(random));
        this.response = buffer(ChaosBodies.response(random));
        this.status = random.nextInt(20) == 0 ? 500 : random.nextInt(20) == 0 ? 0 : 200;
        Ending[] endings = Ending.values();
        this.ending = random.nextInt(4) == 0 ? endings[random.nextInt(endings.length)] : Ending.COMPLETE;
        this.headers = random.nextInt(30) == 0 ? Headers.of("content-encoding", "compress") : Headers.EMPTY;
        this.fault = random.nextInt(40);
    }

    /** Not Unpooled.copiedBuffer: of nothing that makes a constant, which cannot be released. */
    private static ByteBuf buffer(byte[] bytes) {
        return Unpooled.buffer(bytes.length + 1).writeBytes(bytes);
    }

    private void fail(int where) {
        if (fault == where) {
            throw new IllegalStateException("chaos");
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Instant at() {
        return Instant.EPOCH;
    }

    @Override
    public long requestLength() {
        return request.readableBytes();
    }

    @Override
    public CapturedRequest takeRequest() {
        fail(1);
        return new CapturedRequest("POST", "/v1/chat/completions", headers, taken(request));
    }

    @Override
    public CapturedResponse takeResponse() {
        fail(2);
        byte[] body = taken(response);
        Timeline timeline = Timeline.withoutBody(1, 2, 3);
        return new CapturedResponse(status, Headers.EMPTY, status == 0 ? new byte[0] : body, timeline, ending, "");
    }

    private static byte[] taken(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        buffer.release();
        return bytes;
    }

    @Override
    public void unwanted() {
        fail(3);
    }

    @Override
    public void close() {
        closed.incrementAndGet();
        release();
        fail(4);
    }

    /** What the tee does when the mirror refuses an offer. */
    void release() {
        if (request.refCnt() > 0) {
            request.release();
        }
        if (response.refCnt() > 0) {
            response.release();
        }
    }

    boolean released() {
        return request.refCnt() == 0 && response.refCnt() == 0;
    }
}
