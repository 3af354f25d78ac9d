package dev.understudy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawConnection.End;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.TestProxy;
import dev.understudy.testing.WireMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Requests that are answered by the proxy itself, and of which no byte reaches an upstream. */
class LiveRefusalTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | Content-Length: 5~Transfer-Encoding: chunked~~0~~",
                "400 | Transfer-Encoding: chunked~Content-Length: 5~~0~~",
                "400 | Content-Length: 5~Content-Length: 6~~hello",
                "400 | Content-Length: 5~Content-Length: 5~~hello",
                "400 | Content-Length: 5, 5~~hello",
                "400 | Content-Length: +5~~hello",
                "501 | Transfer-Encoding: chunked~Transfer-Encoding: identity~~0~~",
                "501 | Transfer-Encoding: gzip, chunked~~0~~",
                "400 | Transfer-Encoding : chunked~~0~~",
                "400 | X: 1~ Content-Length: 5~~hello",
                "400 | X: a^b~~",
                "400 | X: 1\\nY: 2~~",
                "400 | X: 1~\\n~",
                "400 | X: 1\\rY: 2~~",
                "400 | Transfer-Encoding: chunked~~5 ~hello~0~~",
                "400 | Transfer-Encoding: chunked~~0x5~hello~0~~",
                "400 | Transfer-Encoding: chunked~~5\\nhello~0~~",
                "400 | Transfer-Encoding: chunked~~-5~hello~0~~",
                "400 | Transfer-Encoding: chunked~~ffffffffffffffffff~hello~0~~",
                "400 | Transfer-Encoding: chunked~~;a~hello~0~~",
                "400 | Expect: 100-continue~Transfer-Encoding: chunked~~zz~hello~0~~",
                "400 | Host: a~Host: b~~",
                "400 | Host: a b~~"
            })
    void request_thatCouldBeSmuggled_isRefusedAndClosed(int status, String rest) throws Exception {
        String wire = "POST /v1/chat/completions HTTP/1.1~" + (rest.contains("Host") ? "" : "Host: h~")
                + rest.replace("\\n", "\n").replace("\\r", "\r").replace('^', '\0');
        byte[] bytes = wire.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        try (RawUpstream upstream = RawUpstream.ok("");
                TestProxy proxy = TestProxy.start(upstream.url())) {
            for (boolean bytewise : new boolean[] {false, true}) {
                try (RawConnection client = proxy.connect()) {
                    send(client, bytes, bytewise && !wire.contains("Expect"));
                    WireMessage response = client.readResponse();
                    assertThat(response.status()).isEqualTo(status);
                    assertThat(response.field("x-understudy-error")).isEqualTo("bad_request");
                    assertThat(response.field("connection")).isEqualTo("close");
                    assertThat(message(response)).isNotBlank();
                    assertThat(client.awaitEnd()).isEqualTo(End.CLEAN);
                }
            }
            Untouched.assertNoConnectionsTo(upstream);
        }
    }

    private static void send(RawConnection client, byte[] bytes, boolean bytewise) throws Exception {
        if (!bytewise) {
            client.send(bytes);
            return;
        }
        for (int i = 0; i < bytes.length; i++) {
            client.send(bytes, i, i + 1);
        }
    }

    @Test
    void request_followedByABadOne_isAnsweredBeforeTheOtherIsRefused() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("fine");
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send("GET /1 HTTP/1.1\r\nHost: c\r\n\r\nGET /2 HTTP/1.1\r\nHost : c\r\n\r\nGET /3 HTTP/1.1\r\n\r\n");
            assertThat(client.readResponse().bodyText()).isEqualTo("fine");
            assertThat(client.readResponse().status()).isEqualTo(400);
            assertThat(client.awaitEnd()).isEqualTo(End.CLEAN);
            assertThat(upstream.recorded()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XX\r\nsmuggled\r\n0\r\n\r\n",
                "0\r\nContent-Length: 5\r\n\r\n",
                "0\r\ntransfer-encoding: chunked\r\n\r\n",
                "0\r\nX-Sum: a\r\nHost: elsewhere\r\n\r\n"
            })
    void body_brokenAfterItsFirstChunk_endsTheUpstreamsConnectionUnfinished(String rest) throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readHead();
                    seen.add(connection.readText(10));
                    byte[] more = connection.readToEnd();
                    seen.add(new String(more, StandardCharsets.ISO_8859_1));
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send(
                    "POST / HTTP/1.1\r\nHost: c\r\nX-Request-Id: abc\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
            assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo("5\r\nhello\r\n");
            client.send(rest);
            WireMessage response = client.readResponse();
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.field("x-understudy-error")).isEqualTo("bad_request_body");
            assertThat(response.field("x-understudy-request-id")).isEqualTo("abc");
            assertThat(client.awaitEnd()).isEqualTo(End.CLEAN);
            assertThat(seen.poll(30, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @Test
    void head_overTheLimit_is431() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("");
                TestProxy proxy = TestProxy.to(upstream.url()).headLimit(2_000).start();
                RawConnection client = proxy.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: c\r\nX: " + "x".repeat(5_000));
            WireMessage response = client.readResponse();
            assertThat(response.status()).isEqualTo(431);
            assertThat(response.field("connection")).isEqualTo("close");
            Untouched.assertNoConnectionsTo(upstream);
        }
    }

    @Test
    void head_tenMegabytesLong_isRefusedWithoutReadingItAll() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("");
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send("GET /" + "a".repeat(60_000));
            byte[] more = "a".repeat(64 << 10).getBytes(StandardCharsets.ISO_8859_1);
            Thread sender = new Thread(() -> {
                try {
                    for (int i = 0; i < 160; i++) {
                        client.send(more);
                    }
                } catch (Exception refused) {
                    // The proxy read enough.
                }
            });
            sender.start();
            assertThat(client.readResponse().status()).isEqualTo(431);
            client.awaitEnd();
            sender.join();
        }
    }

    @Test
    void head_thatDoesNotCome_is408AndNothingAtAllIsJustClosed() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("");
                TestProxy proxy = TestProxy.to(upstream.url())
                        .headTimeout(Duration.ofMillis(150))
                        .keepAlive(Duration.ofMillis(300))
                        .start();
                RawConnection slow = proxy.sending("GET / HTTP/1.1\r\nHost: c\r\nX: ");
                RawConnection silent = proxy.connect();
                RawConnection emptyLines = proxy.sending("\r\n\r\n")) {
            WireMessage response = slow.readResponse();
            assertThat(response.status()).isEqualTo(408);
            assertThat(response.field("x-understudy-error")).isEqualTo("request_timeout");
            assertThat(response.bodyText()).doesNotContain("upstream");
            assertThat(slow.awaitEnd()).isEqualTo(End.CLEAN);
            assertThat(silent.readToEnd()).isEmpty();
            assertThat(emptyLines.readToEnd()).isEmpty();
            Untouched.assertNoConnectionsTo(upstream);
        }
    }

    @Test
    void request_thatNoRouteTakes_is404InTheCallersWordsAndTheConnectionGoesOn() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("routed");
                TestProxy proxy = TestProxy.to(upstream.url()).match("/v1/**").start();
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < 3; i++) {
                client.send("POST /v2/x HTTP/1.1\r\nHost: c\r\nContent-Length: 5\r\n\r\nhello");
                WireMessage response = client.readResponse();
                assertThat(response.status()).isEqualTo(404);
                assertThat(response.field("x-understudy-error")).isEqualTo("no_route");
                assertThat(response.field("content-type")).isEqualTo("application/json");
                assertThat(message(response)).contains("/v2/x");
                assertThat(client.send("HEAD /v2/x HTTP/1.1\r\nHost: c\r\n\r\n")
                                .readResponse("HEAD")
                                .status())
                        .isEqualTo(404);
            }
            assertThat(client.send("GET /v1/x HTTP/1.1\r\nHost: c\r\n\r\n")
                            .readResponse()
                            .bodyText())
                    .isEqualTo("routed");
        }
    }

    @Test
    void request_thatNoRouteTakesAndIsNotWhole_isAnsweredAndClosed() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("");
                TestProxy proxy = TestProxy.to(upstream.url()).match("/v1/**").start();
                RawConnection client = proxy.connect()) {
            client.send("POST /v2 HTTP/1.1\r\nHost: c\r\nContent-Length: 50000000\r\n\r\n" + "x".repeat(100_000));
            WireMessage response = client.readResponse();
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.field("connection")).isEqualTo("close");
            assertThat(client.awaitEnd()).isEqualTo(End.CLEAN);
        }
    }

    @Test
    void requests_pipelinedThatNoRouteTakes_areServedOnlyAsAnswersAreTaken() throws Exception {
        int count = 200_000;
        try (RawUpstream upstream = RawUpstream.ok("");
                TestProxy proxy = TestProxy.to(upstream.url()).match("/v1").start();
                RawConnection client = RawConnection.withSmallWindow(proxy.address())) {
            Thread sender = new Thread(() -> {
                try {
                    byte[] some =
                            "GET / HTTP/1.1\r\nHost: h\r\n\r\n".repeat(100).getBytes(StandardCharsets.US_ASCII);
                    for (int i = 0; i < count / 100; i++) {
                        client.send(some);
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            sender.start();
            for (int i = 0; i < count; i++) {
                assertThat(client.readResponse().status()).isEqualTo(404);
            }
            sender.join();
        }
    }

    private static String message(WireMessage response) {
        return JsonMapper.shared()
                .readTree(response.bodyText())
                .path("error")
                .path("message")
                .asString();
    }
}
