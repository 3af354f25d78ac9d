package dev.understudy;

import static dev.understudy.testing.RawConnection.GET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testing.FullBacklog;
import dev.understudy.testing.Gate;
import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.TestProxy;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the client leaves, the upstream call ends with it. */
class LiveClientGoneTest {
    private final BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();
    private final Gate asked = new Gate();
    private final Gate ended = new Gate();

    @Test
    void client_leavingWhileConnecting_endsTheCallAndNothingIsSent() throws Exception {
        try (FullBacklog full = new FullBacklog();
                TestProxy proxy = proxy("http://127.0.0.1:" + full.port())) {
            RawConnection client = proxy.connect();
            client.send(GET).send("GET /2 HTTP/1.1\r\n");
            client.close();
            assertThat(status()).isEqualTo(499);
            for (int i = 0; i < full.queued(); i++) {
                full.accept().close();
            }
            // The kernel tries again after a second, and finds room in the queue: an empty connection.
            try (RawConnection late = full.accept()) {
                assertThat(late.readToEnd()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void client_leavingBeforeTheResponse_endsTheUpstreamsConnection(boolean reset) throws Exception {
        try (RawUpstream upstream = silent();
                TestProxy proxy = proxy(upstream.url())) {
            RawConnection client = proxy.connect();
            client.send(GET);
            asked.await();
            leave(client, reset);
            ended.await();
            assertThat(status()).isEqualTo(499);
        }
    }

    /** Whoever waits for an answer keeps its own side open: docs/DECISIONS.md. */
    @Test
    void client_endingItsSideBeforeTheResponse_countsAsGone() throws Exception {
        try (RawUpstream upstream = silent();
                TestProxy proxy = proxy(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send(GET);
            asked.await();
            client.halfClose();
            ended.await();
            assertThat(status()).isEqualTo(499);
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void client_leavingMidStream_endsTheUpstreamsConnection(boolean reset) throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
                    connection.awaitEnd();
                    ended.open();
                });
                TestProxy proxy = proxy(upstream.url())) {
            RawConnection client = proxy.connect();
            client.send(GET).readHead();
            assertThat(client.readText(8)).isEqualTo("3\r\nabc\r\n");
            leave(client, reset);
            ended.await();
            assertThat(status()).isEqualTo(200);
        }
    }

    @Test
    void client_leavingWhileItDoesNotRead_endsTheUpstreamsConnection() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\n\r\n");
                    byte[] megabyte = new byte[1 << 20];
                    try {
                        while (true) {
                            connection.send(megabyte);
                        }
                    } finally {
                        ended.open();
                    }
                });
                TestProxy proxy = proxy(upstream.url())) {
            RawConnection client = RawConnection.withSmallWindow(proxy.address());
            client.send(GET).readHead();
            client.reset();
            ended.await();
            assertThat(status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000", "Transfer-Encoding: chunked"})
    void client_leavingDuringItsUpload_endsTheUpstreamsConnectionUnfinished(String framing) throws Exception {
        Gate begun = new Gate();
        BlockingQueue<Integer> received = new LinkedBlockingQueue<>();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readHead();
                    connection.read(5);
                    begun.open();
                    received.add(connection.readToEnd().length);
                });
                TestProxy proxy = proxy(upstream.url())) {
            RawConnection client = proxy.connect();
            client.send("POST / HTTP/1.1\r\nHost: c\r\n" + framing + "\r\n\r\n8\r\nab");
            begun.await();
            client.close();
            assertThat(received.poll(30, TimeUnit.SECONDS)).isZero();
            assertThat(status()).isEqualTo(499);
        }
    }

    @Test
    void client_leavingWithRequestsSentAhead_sendsNoneOfThem() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    asked.open();
                    assertThat(connection.readToEnd()).isEmpty();
                    ended.open();
                });
                TestProxy proxy = proxy(upstream.url())) {
            RawConnection client = proxy.connect();
            client.send("GET /1 HTTP/1.1\r\nHost: c\r\n\r\nGET /2 HTTP/1.1\r\nHost: c\r\n\r\n");
            asked.await();
            client.close();
            ended.await();
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    /** Is asked, and answers nothing until nobody wants to hear it. */
    private RawUpstream silent() throws Exception {
        return RawUpstream.serving(connection -> {
            connection.readRequest();
            asked.open();
            connection.awaitEnd();
            ended.open();
        });
    }

    private TestProxy proxy(String url) {
        return TestProxy.to(url)
                .events((route, status, duration, firstByte, overhead) -> statuses.add(status))
                .start();
    }

    private int status() throws InterruptedException {
        Integer status = statuses.poll(30, TimeUnit.SECONDS);
        assertThat(status).isNotNull();
        return status;
    }

    private static void leave(RawConnection client, boolean reset) throws Exception {
        if (reset) {
            client.reset();
        } else {
            client.close();
        }
    }
}
