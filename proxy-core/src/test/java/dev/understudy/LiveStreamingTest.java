package dev.understudy;

import static dev.understudy.testing.RawConnection.GET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.TestProxy;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams flow as they come, no faster than the other side takes them, and without memory of their own. */
class LiveStreamingTest {
    private static final long MEBIBYTE = 1 << 20;
    /** The bound is the same for any size; 300 keep the suite short. */
    private static final long LARGE_MEBIBYTES = Long.getLong("understudy.body.mebibytes", 300);

    /** Socket buffers grow to tens of megabytes on some kernels; ours do not. */
    private static final long KERNEL_BUFFERS = 128 * MEBIBYTE;

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked\r\n", "Content-Length: 1900\r\n", ""})
    void response_eventByEvent_reachesTheClientBeforeTheNextIsSent(String framing) throws Exception {
        Semaphore taken = new Semaphore(0);
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\n" + framing + "\r\n");
                    for (int i = 0; i < 100; i++) {
                        connection.send(event(i));
                        assertThat(taken.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
                    }
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send(GET).readHead();
            for (int i = 0; i < 100; i++) {
                assertThat(client.readText(19)).isEqualTo(event(i));
                taken.release();
            }
        }
    }

    /** A chunk, whatever the framing says; always the same length. */
    private static String event(int number) {
        return String.format("e\r\ndata: %06d\n\n\r\n", number);
    }

    @Test
    void request_pieceByPiece_reachesTheUpstreamBeforeTheNextIsSent() throws Exception {
        Semaphore taken = new Semaphore(0);
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readHead();
                    for (int i = 0; i < 100; i++) {
                        connection.read(10);
                        taken.release();
                    }
                    connection.send(RawUpstream.response(200, "ok"));
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: c\r\nContent-Length: 1000\r\n\r\n");
            for (int i = 0; i < 100; i++) {
                client.send("0123456789");
                assertThat(taken.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(client.readResponse().bodyText()).isEqualTo("ok");
        }
    }

    @Test
    void client_thatDoesNotRead_stopsTheUpstreamAfterABoundedAmount() throws Exception {
        AtomicLong sent = new AtomicLong();
        long size = 256 * MEBIBYTE;
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.socket().setSendBufferSize(64 << 10);
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
                    pour(connection, size, sent);
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = RawConnection.withSmallWindow(proxy.address())) {
            client.send(GET).readHead();
            long direct = Memory.direct();
            assertThat(Stillness.await(sent::get)).isLessThan(KERNEL_BUFFERS);
            assertThat(Memory.direct() - direct).isLessThan(8 * MEBIBYTE);
            drain(client, size);
            assertThat(sent).hasValue(size);
        }
    }

    @Test
    void upstream_thatDoesNotRead_stopsTheClientAfterABoundedAmount() throws Exception {
        AtomicLong sent = new AtomicLong();
        Semaphore go = new Semaphore(0);
        long size = 256 * MEBIBYTE;
        try (RawUpstream upstream = RawUpstream.withSmallWindow(connection -> {
                    connection.readHead();
                    go.acquire();
                    drain(connection, size);
                    connection.send(RawUpstream.response(200, "all of it"));
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.socket().setSendBufferSize(64 << 10);
            client.send("POST / HTTP/1.1\r\nHost: c\r\nContent-Length: " + size + "\r\n\r\n");
            Thread sender = new Thread(() -> {
                try {
                    pour(client, size, sent);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            sender.start();
            long direct = Memory.direct();
            assertThat(Stillness.await(sent::get)).isLessThan(KERNEL_BUFFERS);
            assertThat(Memory.direct() - direct).isLessThan(8 * MEBIBYTE);
            go.release();
            assertThat(client.readResponse().bodyText()).isEqualTo("all of it");
            sender.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"download", "upload"})
    void body_ofHundredsOfMegabytes_passesInFlatMemory(String direction) throws Exception {
        long size = LARGE_MEBIBYTES * MEBIBYTE;
        boolean upload = direction.equals("upload");
        String length = "Content-Length: " + size + "\r\n\r\n";
        AtomicLong sent = new AtomicLong();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readHead();
                    if (upload) {
                        drain(connection, size);
                        connection.send(RawUpstream.response(200, ""));
                    } else {
                        connection.send("HTTP/1.1 200 OK\r\n" + length);
                        pour(connection, size, sent);
                    }
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            long before = Memory.direct();
            Memory.Peak peak = Memory.watch();
            if (upload) {
                client.send("POST / HTTP/1.1\r\nHost: c\r\n" + length);
                pour(client, size, sent);
                assertThat(client.readResponse().status()).isEqualTo(200);
            } else {
                client.send(GET).readHead();
                drain(client, size);
            }
            assertThat(peak.highest() - before).isLessThan(24 * MEBIBYTE);
        }
    }

    @Test
    void answer_thatASlowClientStillTakes_isNotCutOffByTheKeepAlive() throws Exception {
        int size = 12 << 20;
        try (RawUpstream upstream = RawUpstream.ok("x".repeat(size));
                TestProxy proxy = TestProxy.to(upstream.url())
                        .keepAlive(Duration.ofMillis(200))
                        .start();
                RawConnection slow = proxy.beforeItIsSeen(
                        () -> RawConnection.withSmallWindow(proxy.address()).send(GET))) {
            slow.readHead();
            byte[] some = new byte[size];
            int read = 0;
            // Three idle connections one after the other outlive the keep-alive while the slow one takes a little each
            // time.
            for (int i = 0; i < 3; i++) {
                try (RawConnection idle = proxy.connect()) {
                    assertThat(idle.readToEnd()).isEmpty();
                }
                read += slow.readSome(some, read, Math.min(size, read + 100_000));
            }
            assertThat(slow.read(size - read)).hasSize(size - read);
        }
    }

    private static void pour(RawConnection connection, long size, AtomicLong sent) throws Exception {
        byte[] piece = new byte[64 << 10];
        for (long left = size; left > 0; left -= piece.length) {
            connection.send(piece, 0, (int) Math.min(left, piece.length));
            sent.addAndGet(Math.min(left, piece.length));
        }
    }

    private static void drain(RawConnection connection, long size) throws Exception {
        byte[] piece = new byte[256 << 10];
        long left = size;
        while (left > 0) {
            left -= connection.readSome(piece, 0, (int) Math.min(left, piece.length));
        }
    }
}
