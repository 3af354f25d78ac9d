package dev.understudy;

import static dev.understudy.testing.Http2TestClient.headers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testing.Gate;
import dev.understudy.testing.Http2TestClient;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.TestProxy;
import dev.understudy.testing.WireMessage;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 with prior knowledge: messages, their framing and how they end. */
class LiveHttp2Test {
    @Test
    void request_withoutBody_isAPlainHttp1Request() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(
                        request ->
                                "HTTP/1.1 201 Created\r\nX-UPPER: Value\r\nConnection: x-hop\r\nX-Hop: 1\r\nKeep-Alive: 5\r\nContent-Length: 2\r\n\r\nok");
                TestProxy proxy = TestProxy.start(upstream.url());
                Http2TestClient client = new Http2TestClient(proxy.address())) {
            Http2TestClient.Stream stream = client.open(
                    headers("GET", "/a?b", "x-one", "1", "cookie", "a=1", "cookie", "b=2", "te", "trailers"), true);
            assertThat(stream.text()).isEqualTo("ok");
            assertThat(stream.head().status()).hasToString("201");
            assertThat(stream.head().get("x-upper")).hasToString("Value");
            assertThat(stream.head().names().stream().map(Object::toString))
                    .containsExactlyInAnyOrder(":status", "x-upper", "content-length");
            assertThat(upstream.takeRequest().headText())
                    .isEqualTo("GET /a?b HTTP/1.1\r\nhost: " + upstream.authority()
                            + "\r\nx-one: 1\r\ncookie: a=1; b=2\r\n\r\n");
        }
    }

    @Test
    void request_withALength_keepsItAndWithoutOneIsChunked() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(request -> RawUpstream.response(200, request.contentText()));
                TestProxy proxy = TestProxy.start(upstream.url());
                Http2TestClient client = new Http2TestClient(proxy.address())) {
            assertThat(client.open(headers("POST", "/", "content-length", "10"), false)
                            .data("hello", false)
                            .data("world", true)
                            .text())
                    .isEqualTo("helloworld");
            assertThat(upstream.takeRequest().field("content-length")).isEqualTo("10");
            assertThat(client.open(headers("POST", "/"), false)
                            .data("hello", false)
                            .data("", false)
                            .data("world", true)
                            .text())
                    .isEqualTo("helloworld");
            WireMessage chunked = upstream.takeRequest();
            assertThat(chunked.field("transfer-encoding")).isEqualTo("chunked");
            assertThat(chunked.bodyText()).isEqualTo("5\r\nhello\r\n5\r\nworld\r\n0\r\n\r\n");
        }
    }

    @Test
    void trailers_passBothWays() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(
                        request ->
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x\r\nok\r\n0\r\nX-Sum: a b \r\nX-N:1\r\n\r\n");
                TestProxy proxy = TestProxy.start(upstream.url());
                Http2TestClient client = new Http2TestClient(proxy.address())) {
            Http2Headers trailers =
                    new DefaultHttp2Headers(false).add("x-checksum", "abc").add("content-length", "5");
            Http2TestClient.Stream stream =
                    client.open(headers("POST", "/"), false).data("body", false).trailers(trailers);
            assertThat(stream.text()).isEqualTo("ok");
            Http2Headers last = stream.heads().get(1);
            assertThat(last.get("x-sum")).hasToString("a b");
            assertThat(last.get("x-n")).hasToString("1");
            assertThat(upstream.takeRequest().bodyText()).isEqualTo("4\r\nbody\r\n0\r\nx-checksum: abc\r\n\r\n");
        }
    }

    @Test
    void trailers_ofAResponseThatMayBeNone_areLeftOut() throws Exception {
        String[] trailers = {
            "Content-Length: 9\r\nX-Sum: a\r\nConnection: x\r\nKeep-Alive: 5\r\n", "Connection: close\r\n"
        };
        for (String lines : trailers) {
            try (RawUpstream upstream = RawUpstream.answering(request ->
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n" + lines + "\r\n");
                    TestProxy proxy = TestProxy.start(upstream.url());
                    Http2TestClient client = new Http2TestClient(proxy.address())) {
                Http2TestClient.Stream stream = client.get("/");
                assertThat(stream.text()).isEqualTo("ok");
                List<String> names = stream.heads().stream()
                        .skip(1)
                        .flatMap(last -> last.names().stream())
                        .map(CharSequence::toString)
                        .toList();
                assertThat(names).isEqualTo(lines.contains("X-Sum") ? List.of("x-sum") : List.of());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "204", "304", "empty"})
    void response_withoutBody_endsTheStream(String kind) throws Exception {
        String answer = switch (kind) {
            case "HEAD" -> "HTTP/1.1 200 OK\r\nContent-Length: 55\r\n\r\n";
            case "204" -> "HTTP/1.1 204 No Content\r\n\r\n";
            case "304" -> "HTTP/1.1 304 Not Modified\r\nContent-Length: 55\r\n\r\n";
            default -> "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        };
        try (RawUpstream upstream = RawUpstream.answering(request -> answer);
                TestProxy proxy = TestProxy.start(upstream.url());
                Http2TestClient client = new Http2TestClient(proxy.address())) {
            String method = kind.equals("HEAD") ? "HEAD" : "GET";
            for (int i = 0; i < 3; i++) {
                assertThat(client.open(headers(method, "/"), true).body()).isEmpty();
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void response_informational_comesBeforeTheFinalOne() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readHead();
                    connection.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
                    connection.read(2);
                    connection.send(RawUpstream.response(200, "done"));
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                Http2TestClient client = new Http2TestClient(proxy.address())) {
            Http2TestClient.Stream stream =
                    client.open(headers("POST", "/", "content-length", "2", "expect", "100-continue"), false);
            stream.awaitHeads(2);
            stream.data("ab", true);
            assertThat(stream.text()).isEqualTo("done");
            assertThat(stream.heads().stream().map(head -> head.status().toString()))
                    .containsExactly("100", "103", "200");
        }
    }

    @Test
    void response_eventByEvent_reachesTheClientBeforeTheNextIsSent() throws Exception {
        Semaphore taken = new Semaphore(0);
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    for (int i = 0; i < 50; i++) {
                        connection.send("3\r\nabc\r\n");
                        assertThat(taken.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
                    }
                    connection.send("0\r\n\r\n");
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                Http2TestClient client = new Http2TestClient(proxy.address())) {
            Http2TestClient.Stream stream = client.get("/");
            for (int i = 1; i <= 50; i++) {
                stream.awaitBody(i * 3);
                taken.release();
            }
            assertThat(stream.body()).hasSize(150);
        }
    }

    @Test
    void streams_manyAtOnce_eachGetTheirOwnAnswer() throws Exception {
        Random random = new Random(7);
        try (RawUpstream upstream = RawUpstream.answering(request -> RawUpstream.response(200, request.contentText()));
                TestProxy proxy = TestProxy.to(upstream.url()).loops(2).start();
                Http2TestClient client = new Http2TestClient(proxy.address())) {
            List<Http2TestClient.Stream> streams = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String body = (i + ":").repeat(random.nextInt(8_000));
                boolean sized = random.nextBoolean() && !body.isEmpty();
                Http2Headers head = sized
                        ? headers("POST", "/" + i, "content-length", Integer.toString(body.length()))
                        : headers("POST", "/" + i);
                expected.add(body);
                streams.add(client.open(head, false).data(body, true));
            }
            for (int i = 0; i < streams.size(); i++) {
                assertThat(streams.get(i).text().equals(expected.get(i)))
                        .as("stream %d", i)
                        .isTrue();
            }
        }
    }

    @Test
    void response_beforeTheRequestIsWhole_endsAndTheRestIsNotWanted() throws Exception {
        Gate ended = new Gate();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readHead();
                    connection.send(RawUpstream.response(401, "no"));
                    connection.awaitEnd();
                    ended.open();
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                Http2TestClient client = new Http2TestClient(proxy.address())) {
            Http2TestClient.Stream stream =
                    client.open(headers("POST", "/"), false).data("some", false);
            assertThat(stream.text()).isEqualTo("no");
            assertThat(stream.status()).isEqualTo(401);
            assertThat(stream.awaitReset()).isEqualTo(Http2Error.NO_ERROR);
            ended.await();
            assertThat(client.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100", "Transfer-Encoding: chunked", "X-Until: close"})
    void upstream_thatBreaksOff_resetsTheStreamAndOnlyThat(String framing) throws Exception {
        Gate read = new Gate();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n3\r\nabc\r\n");
                    read.await();
                    connection.reset();
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                Http2TestClient client = new Http2TestClient(proxy.address())) {
            Http2TestClient.Stream stream = client.get("/");
            stream.awaitBody(3);
            read.open();
            assertThat(stream.awaitReset()).isEqualTo(Http2Error.INTERNAL_ERROR);
            assertThat(stream.ended()).isFalse();
            assertThat(client.isOpen()).isTrue();
        }
    }

    /** As many as Netty takes for an attack by itself, and more. */
    @ParameterizedTest
    @ValueSource(strings = {"the upstream", "the client"})
    void streams_brokenByTheHundred_leaveTheConnectionToTheOthers(String by) throws Exception {
        Gate go = new Gate();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    if (connection.readRequest().target().equals("/well")) {
                        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwe");
                        go.await();
                        connection.send("ll.");
                    } else {
                        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nbr");
                        if (by.equals("the client")) {
                            connection.awaitEnd();
                        }
                    }
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                Http2TestClient client = new Http2TestClient(proxy.address())) {
            Http2TestClient.Stream well = client.get("/well");
            well.awaitBody(2);
            for (int i = 0; i < 300; i++) {
                Http2TestClient.Stream broken = client.get("/broken");
                broken.awaitBody(2);
                if (by.equals("the client")) {
                    broken.reset(Http2Error.CANCEL);
                } else {
                    assertThat(broken.awaitReset()).isEqualTo(Http2Error.INTERNAL_ERROR);
                }
            }
            go.open();
            assertThat(well.text()).isEqualTo("well.");
        }
    }

    @Test
    void upstream_thatIsNotThere_is502WithAReason() throws Exception {
        RawUpstream upstream = RawUpstream.ok("");
        String url = upstream.url();
        upstream.close();
        try (TestProxy proxy = TestProxy.to(url).match("/v1/**").start();
                Http2TestClient client = new Http2TestClient(proxy.address())) {
            Http2TestClient.Stream stream =
                    client.open(headers("POST", "/v1/chat/completions"), false).data("{}", true);
            assertThat(stream.status()).isEqualTo(502);
            assertThat(stream.head().get("x-understudy-error")).hasToString("connect_failed");
            assertThat(stream.head().contains("x-understudy-request-id")).isTrue();
            assertThat(stream.text()).contains("\"error\"");
            Http2TestClient.Stream unrouted = client.open(headers("POST", "/v2"), false);
            assertThat(unrouted.status()).isEqualTo(404);
            assertThat(unrouted.awaitReset()).isEqualTo(Http2Error.NO_ERROR);
            assertThat(client.open(headers("HEAD", "/v2"), true).body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"before the response", "mid-stream", "during the upload"})
    void client_thatResets_endsTheUpstreamsConnectionAndOnlyThat(String when) throws Exception {
        BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();
        Gate asked = new Gate();
        Gate ended = new Gate();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readHead();
                    if (when.equals("mid-stream")) {
                        connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
                    } else if (when.equals("during the upload")) {
                        connection.read(3);
                    }
                    asked.open();
                    connection.awaitEnd();
                    ended.open();
                });
                TestProxy proxy = TestProxy.to(upstream.url())
                        .events((route, status, duration, firstByte, overhead) -> statuses.add(status))
                        .start();
                Http2TestClient client = new Http2TestClient(proxy.address())) {
            boolean upload = when.equals("during the upload");
            Http2TestClient.Stream stream = client.open(headers(upload ? "POST" : "GET", "/"), !upload);
            if (upload) {
                stream.data("abc", false);
            } else if (when.equals("mid-stream")) {
                stream.awaitBody(3);
            }
            asked.await();
            stream.reset(Http2Error.CANCEL);
            ended.await();
            assertThat(statuses.poll(30, TimeUnit.SECONDS)).isEqualTo(when.equals("mid-stream") ? 200 : 499);
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void connection_thatTheClientCloses_endsAllItsUpstreamCalls() throws Exception {
        Semaphore asked = new Semaphore(0);
        Semaphore ended = new Semaphore(0);
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readHead();
                    asked.release();
                    connection.awaitEnd();
                    ended.release();
                });
                TestProxy proxy = TestProxy.start(upstream.url())) {
            try (Http2TestClient client = new Http2TestClient(proxy.address())) {
                for (int i = 0; i < 20; i++) {
                    client.get("/" + i);
                }
                assertThat(asked.tryAcquire(20, 30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(ended.tryAcquire(20, 30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void upload_cutOffAtItsDeclaredLength_neverBecomesAWholeRequest() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(request -> RawUpstream.response(200, request.contentText()));
                TestProxy proxy = TestProxy.start(upstream.url());
                Http2TestClient client = new Http2TestClient(proxy.address())) {
            for (int i = 0; i < 5; i++) {
                client.open(headers("POST", "/bad", "content-length", "5"), true)
                        .awaitOver();
                client.open(headers("POST", "/bad", "content-length", "5"), false)
                        .data("abc", true)
                        .awaitOver();
                client.open(headers("POST", "/bad", "content-length", "5"), false)
                        .data("abcdefgh", true)
                        .awaitOver();
                if (!client.isOpen()) {
                    return;
                }
                assertThat(client.open(headers("POST", "/good", "content-length", "5"), false)
                                .data("fghij", true)
                                .text())
                        .isEqualTo("fghij");
                assertThat(upstream.takeRequest().target()).isEqualTo("/good");
            }
        }
    }

    @Test
    void body_of64MegabytesEachWay_passesInFlatMemory() throws Exception {
        int size = 64 << 20;
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readHead();
                    connection.read(size);
                    byte[] megabyte = new byte[1 << 20];
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
                    for (int i = 0; i < 64; i++) {
                        connection.send(megabyte);
                    }
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                Http2TestClient client = new Http2TestClient(proxy.address())) {
            long before = Memory.direct();
            Memory.Peak peak = Memory.watch();
            Http2TestClient.Stream stream =
                    client.open(headers("POST", "/", "content-length", Integer.toString(size)), false);
            for (int i = 1; i <= 1_024; i++) {
                stream.dataSync(Unpooled.wrappedBuffer(new byte[64 << 10]), i == 1_024);
            }
            stream.awaitBody(size);
            assertThat(peak.highest() - before).isLessThan(48 << 20);
        }
    }
}
