package dev.understudy;

import static dev.understudy.testing.RawConnection.GET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testing.Doorbell;
import dev.understudy.testing.Gate;
import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.TestProxy;
import dev.understudy.testing.WireMessage;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client notices of pooled upstream connections: nothing. */
class LivePoolTest {
    private static final String POST = "POST / HTTP/1.1\r\nHost: c\r\nContent-Length: 2\r\n\r\n{}";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void upstream_thatClosesIdleConnections_neverCostsARequest(boolean reset) throws Exception {
        try (Doorbell closed = new Doorbell();
                RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send(RawUpstream.response(200, "ok"));
                    if (reset) {
                        connection.reset();
                    } else {
                        connection.close();
                    }
                    closed.ring();
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < 400; i++) {
                assertThat(client.send(POST).readResponse().status())
                        .as("round %d", i)
                        .isEqualTo(200);
                closed.await();
            }
        }
    }

    /**
     * One turn of the loop has the request, a new client and the upstream's close, in this order: what is opened on behalf of the first two may
     * get the descriptor that the close is about.
     */
    @Test
    void upstream_thatClosesBehindARequest_costsNeitherThatNorANewClient() throws Exception {
        Semaphore close = new Semaphore(0);
        try (Doorbell closed = new Doorbell();
                RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send(RawUpstream.response(200, "ok"));
                    close.acquire();
                    connection.close();
                    closed.ring();
                });
                TestProxy proxy =
                        TestProxy.to(upstream.url()).match("/").loops(1).start();
                RawConnection client = proxy.connect()) {
            assertThat(client.send(POST).readResponse().status()).isEqualTo(200);
            for (int i = 0; i < 10; i++) {
                try (RawConnection newcomer = proxy.beforeItIsSeen(() -> {
                    client.send(POST);
                    RawConnection connected = proxy.connect();
                    close.release();
                    closed.await();
                    return connected;
                })) {
                    assertThat(client.readResponse().status()).as("round %d", i).isEqualTo(200);
                    assertThat(newcomer.send("GET /unrouted HTTP/1.1\r\nHost: c\r\n\r\n")
                                    .readResponse()
                                    .status())
                            .as("newcomer %d", i)
                            .isEqualTo(404);
                }
            }
            close.release(100);
        }
    }

    @Test
    void request_thatMayBeRepeated_survivesAnUpstreamThatClosesWhenAskedAgain() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send(RawUpstream.response(200, "ok"));
                    connection.readRequest();
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < 50; i++) {
                assertThat(client.send(GET).readResponse().status()).isEqualTo(200);
            }
            // Each request after the first was sent to the old connection in vain, then to a new one.
            assertThat(upstream.connections()).isEqualTo(50);
        }
    }

    @Test
    void request_thatMustNotBeRepeated_isNotSentTwice() throws Exception {
        AtomicInteger received = new AtomicInteger();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    received.incrementAndGet();
                    connection.send(RawUpstream.response(200, "ok"));
                    connection.readRequest();
                    received.incrementAndGet();
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            assertThat(client.send(POST).readResponse().status()).isEqualTo(200);
            WireMessage second = client.send(POST).readResponse();
            assertThat(second.status()).isEqualTo(502);
            assertThat(second.field("x-understudy-error")).isEqualTo("closed_without_response");
            assertThat(received).hasValue(2);
        }
    }

    @Test
    void request_onAFreshConnectionThatCloses_isNotRepeated() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(RawConnection::readRequest);
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            assertThat(client.send(GET).readResponse().status()).isEqualTo(502);
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void request_overTheLimitOfConnections_is503AndThePlaceComesBack() throws Exception {
        Gate go = new Gate();
        Gate asked = new Gate();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    while (true) {
                        WireMessage request = connection.readRequest();
                        if (request.target().equals("/wait")) {
                            asked.open();
                            go.await();
                        }
                        connection.send(RawUpstream.response(200, "ok"));
                    }
                });
                TestProxy proxy = TestProxy.to(upstream.url()).maxConnections(1).start();
                RawConnection first = proxy.connect();
                RawConnection second = proxy.connect()) {
            first.send("GET /wait HTTP/1.1\r\nHost: c\r\n\r\n");
            asked.await();
            for (int i = 0; i < 3; i++) {
                WireMessage refused = second.send(POST + GET).readResponse();
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.field("x-understudy-error")).isEqualTo("too_many_connections");
                assertThat(second.readResponse().status()).isEqualTo(503);
            }
            go.open();
            assertThat(first.readResponse().status()).isEqualTo(200);
            assertThat(second.send(GET).readResponse().status()).isEqualTo(200);
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void requests_pipelinedOverTheOnlyPlaceWithAnUpstreamThatCloses_allGetTheirAnswers() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
                });
                TestProxy proxy = TestProxy.to(upstream.url()).maxConnections(1).start();
                RawConnection client = proxy.connect()) {
            client.send(POST.repeat(30));
            for (int i = 0; i < 30; i++) {
                assertThat(client.readResponse().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void response_withBytesBehindIt_doesNotBecomeTheNextOne() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    // In one write, so that they arrive together.
                    connection.send(RawUpstream.response(200, "mine") + RawUpstream.response(200, "stolen"));
                    connection.awaitEnd();
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send(GET.repeat(40));
            for (int i = 0; i < 40; i++) {
                assertThat(client.readResponse().bodyText()).isEqualTo("mine");
            }
            assertThat(upstream.connections()).isEqualTo(40);
        }
    }

    @Test
    void connection_idleLongerThanItsKeepAlive_isClosedByUs() throws Exception {
        Gate ended = new Gate();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send(RawUpstream.response(200, "ok"));
                    connection.awaitEnd();
                    ended.open();
                });
                TestProxy proxy = TestProxy.to(upstream.url())
                        .upstreamKeepAlive(Duration.ofMillis(50))
                        .start();
                RawConnection client = proxy.connect()) {
            assertThat(client.send(GET).readResponse().status()).isEqualTo(200);
            ended.await();
            assertThat(client.send(GET).readResponse().status()).isEqualTo(200);
        }
    }
}
