package dev.understudy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testing.Gate;
import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawConnection.End;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.TestProxy;
import dev.understudy.testing.WireMessage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP/1 clients may expect of a connection. */
class LiveHttp1Test {
    private static final String GET = "GET /v1/models HTTP/1.1\r\nHost: client\r\n\r\n";

    @Test
    void request_onKeptConnections_usesOneOnEitherSide() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(request -> RawUpstream.response(200, request.target()));
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < 20; i++) {
                WireMessage response = client.send("GET /" + i + " HTTP/1.1\r\nHost: client\r\n\r\n")
                        .readResponse();
                assertThat(response.bodyText()).isEqualTo("/" + i);
                assertThat(response.field("connection")).isNull();
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void request_pipelined_isAnsweredInOrder() throws Exception {
        int count = 200;
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append("POST /").append(i).append(" HTTP/1.1\r\nHost: client\r\nContent-Length: 3\r\n\r\nabc");
        }
        try (RawUpstream upstream = RawUpstream.answering(request -> RawUpstream.response(200, request.target()));
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send(all.toString());
            for (int i = 0; i < count; i++) {
                assertThat(client.readResponse().bodyText()).isEqualTo("/" + i);
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void request_pipelinedThousandsWithoutReading_isServedOnlyAsAnswersAreTaken() throws Exception {
        int count = 20_000;
        String body = "x".repeat(2_000);
        try (RawUpstream upstream = RawUpstream.ok(body);
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = RawConnection.withSmallWindow(proxy.address())) {
            Thread sender = new Thread(() -> {
                try {
                    for (int i = 0; i < count; i++) {
                        client.send(GET);
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            sender.start();
            // Nothing is read, so all that is served stands in socket buffers; then the count stays where it is.
            Stillness.await(upstream::recorded);
            assertThat(upstream.recorded()).isLessThan(count / 2);
            for (int i = 0; i < count; i++) {
                assertThat(client.readResponse().body()).hasSize(2_000);
            }
            sender.join();
        }
    }

    @Test
    void request_withExpect_getsTheUpstreamsContinueThenItsAnswer() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    WireMessage head = new WireMessage(connection.readHead(), new byte[0]);
                    assertThat(head.field("expect")).isEqualTo("100-continue");
                    connection.send("HTTP/1.1 100 Continue\r\n\r\n");
                    String body = connection.readText(5);
                    connection.send(RawUpstream.response(200, body));
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: c\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            assertThat(client.readResponse().status()).isEqualTo(100);
            client.send("hello");
            assertThat(client.readResponse().bodyText()).isEqualTo("hello");
        }
    }

    @Test
    void request_withExpectAndChunks_getsTheUpstreamsContinueThenItsAnswer() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readHead();
                    connection.send("HTTP/1.1 100 Continue\r\n\r\n");
                    connection.send(RawUpstream.response(200, new String(connection.readChunked())));
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: c\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");
            assertThat(client.readResponse().status()).isEqualTo(100);
            client.send("5\r\nhello\r\n0\r\n\r\n");
            assertThat(client.readResponse().bodyText()).isEqualTo("5\r\nhello\r\n0\r\n\r\n");
        }
    }

    @Test
    void request_withExpectRefusedByTheUpstream_getsItsAnswerAndAClosedConnection() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readHead();
                    connection.send(RawUpstream.response(401, "no"));
                    connection.awaitEnd();
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: c\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            WireMessage response = client.readResponse();
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.field("connection")).isEqualTo("close");
            assertThat(client.awaitEnd()).isEqualTo(End.CLEAN);
        }
    }

    @Test
    void request_answeredBeforeItIsWhole_deliversTheAnswerThoughTheClientStillSends() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readHead();
                    connection.send(RawUpstream.response(413, "too much"));
                    connection.awaitEnd();
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: c\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(1_000));
            WireMessage response = client.readResponse();
            assertThat(response.status()).isEqualTo(413);
            assertThat(response.bodyText()).isEqualTo("too much");
            client.send("x".repeat(10_000));
            assertThat(client.awaitEnd()).isEqualTo(End.CLEAN);
        }
    }

    @Test
    void response_informational_isPassedOnBeforeTheFinalOne() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(
                        request -> "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
                                + RawUpstream.response(200, "done"));
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < 3; i++) {
                client.send(GET);
                assertThat(client.readResponse().headText())
                        .isEqualTo("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
                assertThat(client.readResponse().status()).isEqualTo(102);
                assertThat(client.readResponse().bodyText()).isEqualTo("done");
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void response_toHead_hasNoBodyWhateverItsFieldsSay() throws Exception {
        List<String> fields = List.of("Content-Length: 1000", "Transfer-Encoding: chunked", "X-None: 1");
        int[] turn = {0};
        try (RawUpstream upstream = RawUpstream.answering(
                        request -> "HTTP/1.1 200 OK\r\n" + fields.get(turn[0]++ % 3) + "\r\n\r\n");
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < 6; i++) {
                client.send("HEAD / HTTP/1.1\r\nHost: c\r\n\r\n");
                assertThat(client.readResponse("HEAD").fields()).containsExactly(fields.get(i % 3));
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"204 No Content", "304 Not Modified\r\nContent-Length: 77\r\nETag: \"a\""})
    void response_withoutBodyByStatus_endsAtItsHead(String status) throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(request -> "HTTP/1.1 " + status + "\r\n\r\n");
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(GET).readResponse().headText()).isEqualTo("HTTP/1.1 " + status + "\r\n\r\n");
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void body_chunkedWithExtensionsAndTrailers_isTheSameOnBothSides() throws Exception {
        String wire = "5;a=b;c=\"d;e\"\r\nhello\r\n01\r\n!\r\n000;x\r\nX-Sum: abc\r\nX-More: 1\r\n\r\n";
        try (RawUpstream upstream = RawUpstream.answering(
                        request -> "HTTP/1.1 200 OK\r\ntransfer-encoding: CHUNKED\r\n\r\n" + request.bodyText());
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < 3; i++) {
                client.send("POST / HTTP/1.1\r\nHost: c\r\nTransfer-Encoding: chunked\r\n\r\n" + wire);
                assertThat(client.readResponse().bodyText()).isEqualTo(wire);
            }
            assertThat(upstream.takeRequest().bodyText()).isEqualTo(wire);
        }
    }

    @Test
    void request_withConnectionClose_isAnsweredAndClosed() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("bye");
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: c\r\nConnection: close\r\n\r\n");
            WireMessage response = client.readResponse();
            assertThat(response.field("connection")).isEqualTo("close");
            assertThat(response.bodyText()).isEqualTo("bye");
            assertThat(client.awaitEnd()).isEqualTo(End.CLEAN);
        }
    }

    @Test
    void response_withConnectionClose_closesTheUpstreamsConnectionOnly() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            for (int i = 1; i <= 5; i++) {
                WireMessage response = client.send(GET).readResponse();
                assertThat(response.bodyText()).isEqualTo("ok");
                assertThat(response.field("connection")).isNull();
                assertThat(upstream.connections()).isEqualTo(i);
            }
        }
    }

    @Test
    void response_untilClose_endsTheClientsConnectionToo() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\n\r\nto the end");
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            WireMessage response = client.send(GET).readResponse();
            assertThat(response.bodyText()).isEqualTo("to the end");
            assertThat(response.field("connection")).isEqualTo("close");
        }
    }

    @Test
    void request_ofHttp10_isAnsweredWithoutChunksAndClosed() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(request -> "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
                        + "X-A: 1\r\n\r\n5;x=y\r\nhello\r\n6\r\n world\r\n0\r\nX-T: 1\r\n\r\n");
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            WireMessage response = client.readResponse();
            assertThat(response.fields()).containsExactly("X-A: 1", "connection: close");
            assertThat(response.bodyText()).isEqualTo("hello world");
            assertThat(upstream.takeRequest().startLine()).isEqualTo("GET / HTTP/1.1");
        }
    }

    @Test
    void request_ofHttp10WithKeepAlive_keepsTheConnectionWhereTheBodyHasALength() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("short");
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < 3; i++) {
                client.send("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
                WireMessage response = client.readResponse();
                assertThat(response.field("connection")).isEqualTo("keep-alive");
                assertThat(response.bodyText()).isEqualTo("short");
            }
            client.send("GET / HTTP/1.0\r\n\r\n");
            assertThat(client.readResponse().field("connection")).isEqualTo("close");
            assertThat(client.awaitEnd()).isEqualTo(End.CLEAN);
        }
    }

    @Test
    void request_ofHttp10_getsNoInformationalResponse() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(request -> "HTTP/1.1 103 Early Hints\r\n\r\n"
                        + RawUpstream.response(200, String.valueOf(request.field("expect"))));
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab");
            WireMessage response = client.readResponse();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.bodyText()).isEqualTo("null");
        }
    }

    @Test
    void request_whileThePreviousAnswerStreams_waitsForItsTurn() throws Exception {
        Gate go = new Gate();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab");
                    go.await();
                    connection.send("cd");
                    assertThat(connection.readRequest().target()).isEqualTo("/second");
                    connection.send(RawUpstream.response(200, "second"));
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send(GET + "GET /second HTTP/1.1\r\nHost: c\r\n\r\n");
            assertThat(client.readHead()).isNotEmpty();
            assertThat(client.readText(2)).isEqualTo("ab");
            go.open();
            assertThat(client.readText(2)).isEqualTo("cd");
            assertThat(client.readResponse().bodyText()).isEqualTo("second");
        }
    }
}
