package dev.understudy.mirror;

import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Timeline;
import dev.understudy.tee.LiveExchange;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** A live exchange without a network, that counts what is done to it. */
final class FakeLive implements LiveExchange {
    private static final AtomicInteger IDS = new AtomicInteger();

    final String id = "x" + IDS.incrementAndGet();
    final AtomicInteger requestsTaken = new AtomicInteger();
    final AtomicInteger responsesTaken = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    volatile boolean unwanted;
    /** Whether live has ended. */
    volatile boolean over;

    volatile CapturedRequest request;
    volatile CapturedResponse response = response(200, Bodies.answer("hello"));

    FakeLive(byte[] body) {
        this(body, Headers.of("content-type", "application/json"));
    }

    FakeLive(byte[] body, Headers headers) {
        request = new CapturedRequest("POST", "/v1/chat/completions", headers, body);
    }

    static FakeLive asking(String text) {
        return new FakeLive(Bodies.request(text));
    }

    FakeLive answers(CapturedResponse answer) {
        response = answer;
        return this;
    }

    static CapturedResponse response(int status, byte[] body, String... headers) {
        return response(status, body, Ending.COMPLETE, headers);
    }

    static CapturedResponse response(int status, byte[] body, Ending ending, String... headers) {
        Timeline timeline = new Timeline(1_000, 2_000, 3_000, new long[] {3_000}, new int[] {body.length});
        return new CapturedResponse(status, Headers.of(headers), body, timeline, ending, "");
    }

    static CapturedResponse none(Ending ending) {
        return CapturedResponse.none(ending, "test", 1_000, 2_000);
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
        return request.body().length;
    }

    @Override
    public CapturedRequest takeRequest() {
        requestsTaken.incrementAndGet();
        return request;
    }

    @Override
    public CapturedResponse takeResponse() {
        responsesTaken.incrementAndGet();
        return response;
    }

    @Override
    public void unwanted() {
        unwanted = true;
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
