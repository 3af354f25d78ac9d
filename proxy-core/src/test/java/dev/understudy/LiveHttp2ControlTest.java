package dev.understudy;

import static dev.understudy.testing.Http2TestClient.headers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testing.Gate;
import dev.understudy.testing.Http2TestClient;
import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.TestProxy;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 connections: flow control, malformed heads, idleness and drains. */
class LiveHttp2ControlTest {
    static Stream<Http2Headers> malformed() {
        return Stream.of(
                headers("GET", "/", "x-a", "1\r\nx-injected: 2"),
                headers("GET", "/", "x-a", "1\nx-injected: 2"),
                headers("GET", "/", "x-a", "1\0"),
                headers("GET", "/", "x-a", "1\r\n\r\nGET /smuggled HTTP/1.1\r\n"),
                headers("GET", "/ HTTP/1.1\r\nx-injected: 1\r\nx-rest:"),
                headers("GET", "/a b"),
                headers("GET", ""),
                headers("GET", "no-slash"),
                headers("GET", "/a#b"),
                headers("GET / HTTP/1.1\r\nx: 1\r\n\r\nPOST", "/"),
                headers("G T", "/"),
                headers("GET", "/", "x a", "1"),
                headers("GET", "/", "x:a", "1"),
                headers("GET", "/", "X-Upper", "1"),
                headers("GET", "/", "x-a\r\nx-b", "1"),
                headers("GET", "/", "", "1"),
                headers("GET", "/", "connection", "close"),
                headers("GET", "/", "transfer-encoding", "chunked"),
                headers("GET", "/", "keep-alive", "5"),
                headers("GET", "/", "upgrade", "websocket"),
                headers("GET", "/", "te", "gzip"),
                headers("GET", "/", "content-length", "1", "content-length", "2"),
                headers("GET", "/", "content-length", "-1"),
                headers("GET", "/", "content-length", "1 1"),
                headers("GET", "/", ":unknown", "1"),
                headers("GET", "/", ":path", "/second"),
                headers("CONNECT", "/"),
                new DefaultHttp2Headers(false).path("/").scheme("http"),
                new DefaultHttp2Headers(false).method("GET").scheme("http"),
                headers("GET", "/").authority("a\r\nx-injected: 1"));
    }

    @ParameterizedTest
    @MethodSource
    void malformed(Http2Headers headers) throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("");
                TestProxy proxy = TestProxy.start(upstream.url())) {
            for (boolean end : new boolean[] {true, false}) {
                try (Http2TestClient client = new Http2TestClient(proxy.address())) {
                    Http2TestClient.Stream stream = client.open(headers, end);
                    stream.awaitOver();
                    if (!stream.heads().isEmpty()) {
                        assertThat(stream.status()).isBetween(400, 501);
                    }
                }
            }
            Untouched.assertNoConnectionsTo(upstream);
        }
    }

    @Test
    void head_overTheLimit_isRefused() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("");
                TestProxy proxy = TestProxy.to(upstream.url()).headLimit(4_000).start();
                Http2TestClient client = new Http2TestClient(proxy.address())) {
            Http2TestClient.Stream stream = client.open(headers("GET", "/", "x-large", "x".repeat(9_000)), true);
            stream.awaitOver();
            if (!stream.heads().isEmpty()) {
                assertThat(stream.status()).isEqualTo(431);
            }
            Untouched.assertNoConnectionsTo(upstream);
        }
    }

    @Test
    void stream_thatIsNotRead_stopsItsUpstreamAndNoOtherStream() throws Exception {
        AtomicLong sent = new AtomicLong();
        long size = 256L << 20;
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    while (true) {
                        if (connection.readRequest().target().equals("/large")) {
                            connection.socket().setSendBufferSize(64 << 10);
                            connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
                            pour(connection, size, sent);
                        } else {
                            connection.send(RawUpstream.response(200, "small"));
                        }
                    }
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                Http2TestClient client = new Http2TestClient(proxy.address())) {
            Http2TestClient.Stream large = client.get("/large");
            large.reading(false);
            long direct = Memory.direct();
            assertThat(Stillness.await(sent::get)).isLessThan(128 << 20);
            assertThat(Memory.direct() - direct).isLessThan(8 << 20);
        }
    }

    @Test
    void uploads_toUpstreamsThatDoNotRead_holdABoundedAmountAndLeaveRoomForOthers() throws Exception {
        Gate go = new Gate();
        int size = 8 << 20;
        try (RawUpstream upstream = RawUpstream.withSmallWindow(connection -> {
                    while (true) {
                        WireTarget target = WireTarget.of(connection);
                        if (target.stalls()) {
                            go.await();
                        }
                        connection.read(target.length());
                        connection.send(RawUpstream.response(200, "took it"));
                    }
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                Http2TestClient client = new Http2TestClient(proxy.address())) {
            long direct = Memory.direct();
            Http2TestClient.Stream[] stalled = new Http2TestClient.Stream[5];
            for (int i = 0; i < stalled.length; i++) {
                stalled[i] = client.open(headers("POST", "/stall", "content-length", Integer.toString(size)), false)
                        .data(Unpooled.wrappedBuffer(new byte[size]), true);
            }
            // Another stream of the same connection still gets its megabyte through.
            assertThat(client.open(headers("POST", "/go", "content-length", Integer.toString(1 << 20)), false)
                            .data(Unpooled.wrappedBuffer(new byte[1 << 20]), true)
                            .text())
                    .isEqualTo("took it");
            assertThat(Memory.direct() - direct).isLessThan(32 << 20);
            go.open();
            for (Http2TestClient.Stream stream : stalled) {
                assertThat(stream.text()).isEqualTo("took it");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void upload_thatStalls_isLetGoWithItsClient(boolean wholeConnection) throws Exception {
        Gate ended = new Gate();
        AtomicLong taken = new AtomicLong();
        try (RawUpstream upstream = RawUpstream.withSmallWindow(connection -> {
                    connection.readHead();
                    taken.incrementAndGet();
                    ended.await();
                });
                TestProxy proxy = TestProxy.to(upstream.url())
                        .events((route, status, duration, firstByte, overhead) -> ended.open())
                        .start();
                Http2TestClient client = new Http2TestClient(proxy.address())) {
            Http2TestClient.Stream stream =
                    client.open(headers("POST", "/"), false).data(Unpooled.wrappedBuffer(new byte[8 << 20]), true);
            Stillness.await(taken::get);
            if (wholeConnection) {
                client.sever();
            } else {
                stream.reset(io.netty.handler.codec.http2.Http2Error.CANCEL);
            }
            ended.await();
        }
    }

    /** The head of an upload. */
    private record WireTarget(boolean stalls, int length) {
        static WireTarget of(RawConnection connection) throws Exception {
            var head = new dev.understudy.testing.WireMessage(connection.readHead(), new byte[0]);
            return new WireTarget(head.target().equals("/stall"), Integer.parseInt(head.field("content-length")));
        }
    }

    @Test
    void connection_withoutStreams_isClosedAfterTheKeepAlive() throws Exception {
        Http2TestClient.Stream[] answer = new Http2TestClient.Stream[1];
        try (RawUpstream upstream = RawUpstream.ok("ok");
                TestProxy proxy = TestProxy.to(upstream.url())
                        .keepAlive(Duration.ofMillis(150))
                        .start();
                Http2TestClient never = new Http2TestClient(proxy.address());
                Http2TestClient once = proxy.beforeItIsSeen(() -> asking(proxy, answer))) {
            assertThat(answer[0].text()).isEqualTo("ok");
            never.awaitClosed();
            once.awaitClosed();
        }
    }

    private static Http2TestClient asking(TestProxy proxy, Http2TestClient.Stream[] answer) throws Exception {
        Http2TestClient client = new Http2TestClient(proxy.address());
        answer[0] = client.get("/");
        client.awaitSent();
        return client;
    }

    @Test
    void drain_withStreamsUnderWay_saysGoAwayAndFinishesThem() throws Exception {
        Gate asked = new Gate();
        Gate go = new Gate();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    asked.open();
                    go.await();
                    connection.send(RawUpstream.response(200, "finished".repeat(20_000)));
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                Http2TestClient idle = new Http2TestClient(proxy.address());
                Http2TestClient busy = new Http2TestClient(proxy.address())) {
            Http2TestClient.Stream stream = busy.get("/");
            asked.await();
            CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(() -> {
                try {
                    return proxy.proxy().drain(Duration.ofSeconds(30));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            busy.awaitGoAway();
            idle.awaitClosed();
            go.open();
            assertThat(stream.text()).hasSize(160_000);
            busy.awaitClosed();
            assertThat(drained.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void pour(RawConnection connection, long size, AtomicLong sent) throws Exception {
        byte[] piece = new byte[64 << 10];
        for (long left = size; left > 0; left -= piece.length) {
            connection.send(piece);
            sent.addAndGet(piece.length);
        }
    }
}
