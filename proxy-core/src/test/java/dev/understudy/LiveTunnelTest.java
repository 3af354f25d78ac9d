package dev.understudy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testing.Gate;
import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawConnection.End;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.RawUpstream.Script;
import dev.understudy.testing.TestProxy;
import dev.understudy.testing.WireMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upgraded connections are opaque from the 101 on, both ways. */
class LiveTunnelTest {
    private static final String UPGRADE = "GET /v1/realtime?model=x HTTP/1.1\r\nHost: c\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Key: abc\r\nSec-WebSocket-Version: 13\r\n\r\n";
    private static final String SWITCHED =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n";

    private static Script upgraded(Script then) {
        return connection -> {
            WireMessage request = connection.readRequest();
            assertThat(request.field("connection")).isEqualTo("upgrade");
            assertThat(request.field("upgrade")).isEqualTo("websocket");
            assertThat(request.field("sec-websocket-key")).isEqualTo("abc");
            connection.send(SWITCHED);
            then.serve(connection);
        };
    }

    @Test
    void upgrade_accepted_passesBytesBothWaysAsTheyCome() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(upgraded(connection -> {
                    for (int i = 0; i < 200; i++) {
                        byte[] frame = connection.read(7);
                        connection.send(frame);
                    }
                }));
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            WireMessage response = client.send(UPGRADE).readResponse();
            assertThat(response.status()).isEqualTo(101);
            assertThat(response.fields())
                    .containsExactly("Upgrade: websocket", "Sec-WebSocket-Accept: x", "connection: upgrade");
            for (int i = 0; i < 200; i++) {
                byte[] frame = String.format("\0\r\n%04d", i).getBytes(StandardCharsets.ISO_8859_1);
                client.send(frame);
                assertThat(client.read(7)).isEqualTo(frame);
            }
            assertThat(client.awaitEnd()).isEqualTo(End.CLEAN);
        }
    }

    @Test
    void upgrade_withBytesSentAhead_deliversThem() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(upgraded(connection -> {
                    assertThat(connection.readText(5)).isEqualTo("early");
                    connection.send("seen");
                }));
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send(UPGRADE + "early");
            assertThat(client.readResponse().status()).isEqualTo(101);
            assertThat(client.readText(4)).isEqualTo("seen");
        }
    }

    @Test
    void upgrade_withMoreSentAheadThanIsKept_deliversAllOfIt() throws Exception {
        byte[] ahead = new byte[3 << 20];
        new Random(3).nextBytes(ahead);
        try (RawUpstream upstream = RawUpstream.serving(upgraded(connection -> {
                    boolean same = Arrays.equals(connection.read(ahead.length), ahead);
                    connection.send(same ? "same" : "diff");
                }));
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            Thread sender = new Thread(() -> {
                try {
                    client.send(UPGRADE).send(ahead);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            sender.start();
            assertThat(client.readResponse().status()).isEqualTo(101);
            assertThat(client.readText(4)).isEqualTo("same");
            sender.join();
        }
    }

    @Test
    void upgrade_refused_leavesTheConnectionToHttp() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("no");
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(UPGRADE).readResponse().bodyText()).isEqualTo("no");
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void tunnel_whoseClientLeaves_endsAtTheUpstream() throws Exception {
        Gate ended = new Gate();
        try (RawUpstream upstream = RawUpstream.serving(upgraded(connection -> {
                    connection.awaitEnd();
                    ended.open();
                }));
                TestProxy proxy = TestProxy.start(upstream.url())) {
            RawConnection client = proxy.connect();
            assertThat(client.send(UPGRADE).readResponse().status()).isEqualTo(101);
            client.close();
            ended.await();
        }
    }

    /** Both ends end together, whoever began: docs/DECISIONS.md. */
    @Test
    void tunnel_whoseClientEndsItsSide_deliversWhatItSentAndEndsOnBoth() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        try (RawUpstream upstream = RawUpstream.serving(upgraded(connection -> {
                    received.add(new String(connection.readToEnd(), StandardCharsets.ISO_8859_1));
                    connection.awaitEnd();
                }));
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            assertThat(client.send(UPGRADE).readResponse().status()).isEqualTo(101);
            client.send("the last words").halfClose();
            assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("the last words");
            assertThat(client.awaitEnd()).isEqualTo(End.CLEAN);
        }
    }

    @Test
    void tunnel_thatTheUpstreamResets_isResetForTheClient() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(upgraded(connection -> {
                    connection.readByte();
                    connection.reset();
                }));
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send(UPGRADE).readResponse();
            client.send("x");
            assertThat(client.awaitEnd()).isEqualTo(End.RESET);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {50 << 20})
    void tunnel_withManyBytesBothWaysAtOnce_deliversThemAll(int size) throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(upgraded(connection -> pump(connection, size)));
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send(UPGRADE).readResponse();
            pump(client, size);
        }
    }

    private static void pump(RawConnection connection, int size) throws Exception {
        Thread sender = new Thread(() -> {
            try {
                byte[] piece = new byte[64 << 10];
                for (int sent = 0; sent < size; sent += piece.length) {
                    connection.send(piece);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        sender.start();
        assertThat(connection.read(size)).hasSize(size);
        sender.join();
    }
}
