package dev.understudy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.testing.FullBacklog;
import dev.understudy.testing.Gate;
import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawConnection.End;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.RawUpstream.Script;
import dev.understudy.testing.TestProxy;
import dev.understudy.testing.WireMessage;
import java.io.EOFException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What a client sees when the upstream fails it. */
class LiveFailureTest {
    private static final String POST = "POST /v1/chat/completions HTTP/1.1\r\nHost: c\r\nContent-Length: 2\r\n\r\n{}";

    @Test
    void upstream_thatRefusesConnections_is502AndTheClientsConnectionGoesOn() throws Exception {
        int port;
        try (ServerSocket nobody = new ServerSocket(0)) {
            port = nobody.getLocalPort();
        }
        try (TestProxy proxy = TestProxy.start("http://127.0.0.1:" + port);
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < 3; i++) {
                assertFailure(client.send(POST).readResponse(), 502, "connect_failed");
            }
        }
    }

    @Test
    void upstream_thatDoesNotAccept_is504() throws Exception {
        try (FullBacklog full = new FullBacklog();
                TestProxy proxy = TestProxy.to("http://127.0.0.1:" + full.port())
                        .connectTimeout(Duration.ofMillis(200))
                        .start();
                RawConnection client = proxy.connect()) {
            assertFailure(client.send(POST).readResponse(), 504, "connect_timeout");
        }
    }

    @Test
    void upstream_whoseNameDoesNotResolve_is502Or504WithinTheConnectTimeout() throws Exception {
        try (TestProxy proxy = TestProxy.to("http://no-such-host.invalid")
                        .connectTimeout(Duration.ofSeconds(2))
                        .start();
                RawConnection client = proxy.connect()) {
            WireMessage response = client.send(POST).readResponse();
            // Without any name server the question itself times out.
            boolean timedOut = response.status() == 504;
            assertFailure(response, timedOut ? 504 : 502, timedOut ? "connect_timeout" : "name_not_resolved");
        }
    }

    @ParameterizedTest
    @CsvSource({"close, closed_without_response", "reset, closed_without_response", "half a head, bad_response"})
    void upstream_thatEndsBeforeItsResponse_is502(String how, String reason) throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    if (how.equals("reset")) {
                        connection.reset();
                    } else if (how.startsWith("half")) {
                        connection.send("HTTP/1.1 200 OK\r\nContent-Le");
                    }
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < 3; i++) {
                assertFailure(client.send(POST).readResponse(), 502, reason);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA : 1\r\n\r\n"
            })
    void upstream_thatAnswersSomethingElse_is502(String answer) throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send(answer);
                    if (answer.startsWith("SSH")) {
                        return;
                    }
                    connection.awaitEnd();
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            assertFailure(client.send(POST).readResponse(), 502, "bad_response");
            assertFailure(client.send(POST).readResponse(), 502, "bad_response");
        }
    }

    @Test
    void upstream_withAnEndlessHead_is502() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\n");
                    while (true) {
                        connection.send("X: " + "x".repeat(10_000) + "\r\n");
                    }
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            assertFailure(client.send(POST).readResponse(), 502, "bad_response");
        }
    }

    @Test
    void upstream_thatDoesNotAnswerInTime_is504AndIsLetGo() throws Exception {
        Gate ended = new Gate();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.awaitEnd();
                    ended.open();
                });
                TestProxy proxy = TestProxy.to(upstream.url())
                        .responseTimeout(Duration.ofMillis(150))
                        .start();
                RawConnection client = proxy.connect()) {
            assertFailure(client.send(POST).readResponse(), 504, "response_timeout");
            ended.await();
            assertFailure(client.send(POST).readResponse(), 504, "response_timeout");
        }
    }

    @Test
    void upstream_thatFallsSilentMidStream_isBrokenOff() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
                    connection.awaitEnd();
                });
                TestProxy proxy = TestProxy.to(upstream.url())
                        .idleTimeout(Duration.ofMillis(150))
                        .start();
                RawConnection client = proxy.connect()) {
            client.send(POST).readHead();
            assertThatThrownBy(client::readChunked).isInstanceOf(EOFException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 100, abc, false",
        "Content-Length: 100, abc, true",
        "Transfer-Encoding: chunked, 3~abc~, false",
        "Transfer-Encoding: chunked, 3~abc~, true",
        "Transfer-Encoding: chunked, 3~ab, false",
        "Transfer-Encoding: chunked, 3~abc~zz~, false"
    })
    void upstream_thatBreaksOffAFramedBody_leavesTheClientWithAnUnfinishedOne(String field, String body, boolean reset)
            throws Exception {
        Gate read = new Gate();
        try (RawUpstream upstream = breakingOff(field + "\r\n", body, reset, read);
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            WireMessage head = new WireMessage(client.send(POST).readHead(), new byte[0]);
            assertThat(head.status()).isEqualTo(200);
            read.open();
            if (head.chunked()) {
                assertThatThrownBy(client::readChunked).isInstanceOf(java.io.IOException.class);
            } else {
                assertThat(client.readToEnd().length).isLessThan(100);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1"})
    void upstream_thatResetsABodyUntilClose_resetsTheClient(String version) throws Exception {
        Gate read = new Gate();
        String field = version.equals("1.0") ? "Transfer-Encoding: chunked\r\n" : "";
        try (RawUpstream upstream = breakingOff(field, version.equals("1.0") ? "3\r\nabc\r\n" : "abc", true, read);
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send(POST.replace("HTTP/1.1", "HTTP/" + version)).readHead();
            assertThat(client.readText(3)).isEqualTo("abc");
            read.open();
            assertThat(client.awaitEnd()).isEqualTo(End.RESET);
        }
    }

    private static RawUpstream breakingOff(String field, String body, boolean reset, Gate read) throws Exception {
        Script script = connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\n" + field + "\r\n" + body.replace("~", "\r\n"));
            read.await();
            if (reset) {
                connection.reset();
            }
        };
        return RawUpstream.serving(script);
    }

    @Test
    void upstream_thatClosesWhileTheBodyStillComes_stillHasItsAnswerDelivered() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readHead();
                    connection.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
                    // Closed with unread bytes: the kernel resets.
                });
                TestProxy proxy = TestProxy.start(upstream.url())) {
            for (int i = 0; i < 30; i++) {
                try (RawConnection client = proxy.connect()) {
                    byte[] megabyte = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
                    client.send("POST / HTTP/1.1\r\nHost: c\r\nContent-Length: 50000000\r\n\r\n");
                    Thread sender = new Thread(() -> {
                        try {
                            for (int n = 0; n < 47; n++) {
                                client.send(megabyte);
                            }
                        } catch (Exception refused) {
                            // The answer is there.
                        }
                    });
                    sender.start();
                    WireMessage response = client.readResponse();
                    assertThat(response.status()).isEqualTo(413);
                    client.close();
                    sender.join();
                }
            }
        }
    }

    private static void assertFailure(WireMessage response, int status, String reason) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.field("x-understudy-error")).isEqualTo(reason);
        assertThat(response.field("x-understudy-request-id")).matches("[0-9a-z]+-[0-9]+");
        assertThat(response.field("content-type")).isEqualTo("application/json");
        assertThat(response.field("connection")).isNull();
        assertThat(JsonMapper.shared()
                        .readTree(response.bodyText())
                        .path("error")
                        .path("message")
                        .asString())
                .isNotBlank();
    }
}
