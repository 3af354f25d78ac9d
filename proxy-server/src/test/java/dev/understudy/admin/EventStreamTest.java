package dev.understudy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.publish.Fixtures;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EventStreamTest {
    @Test
    void stream_filtered_sendsWhatComesAsServerSentEvents() throws Exception {
        try (AdminFixture admin = new AdminFixture(null)) {
            HttpRequest request = HttpRequest.newBuilder(
                            admin.uri("/api/v1/comparisons/stream?comparator=exact&pair=candidate"))
                    .build();
            HttpResponse<Stream<String>> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
            assertThat(response.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");
            Iterator<String> lines = response.body().iterator();
            assertThat(lines.next()).startsWith(": ");
            assertThat(lines.next()).isEmpty();

            admin.publisher.sink().accept(Fixtures.exchange("refunds"));
            admin.publisher.sink().accept(Fixtures.exchange("refunds"));

            assertThat(lines.next()).isEqualTo("event: comparison");
            assertThat(lines.next()).startsWith("id: ");
            String data = lines.next();
            assertThat(JsonMapper.shared()
                            .readTree(data.substring("data: ".length()))
                            .get("comparator")
                            .asString())
                    .isEqualTo("exact");
            assertThat(lines.next()).isEmpty();
            assertThat(lines.next()).isEqualTo("event: comparison");
        }
    }

    @Test
    void stream_ofAComparatorThatThereIsNot_isRefusedWithThoseThatThereAre() throws Exception {
        try (AdminFixture admin = new AdminFixture(null)) {
            HttpResponse<String> refused = admin.get("/api/v1/comparisons/stream?comparator=txet");

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("comparator: txet (expected: one of ", "did you mean text?");
        }
    }

    @Test
    void stream_readerLeaves_itsSubscriptionEnds() throws Exception {
        try (AdminFixture admin = new AdminFixture(null)) {
            Socket socket = open(admin);
            Awaitility.await().until(() -> admin.publisher.stream().readers() == 1);
            socket.close();
            Awaitility.await().until(() -> admin.publisher.stream().readers() == 0);
        }
    }

    @Test
    void stream_readerTooSlow_losesEventsIsToldAndHoldsUpNobody() throws Exception {
        try (AdminFixture admin = new AdminFixture(null);
                Socket socket = open(admin)) {
            Awaitility.await().until(() -> admin.publisher.stream().readers() == 1);
            // Nobody reads: system buffers fill, then the subscription, then comparisons are lost to this reader.
            Awaitility.await().until(() -> {
                for (int i = 0; i < 2000; i++) {
                    admin.publisher.sink().accept(Fixtures.exchange("refunds"));
                }
                return admin.publisher.stream().dropped() > 0;
            });
            assertThat(admin.get("/metrics").body()).containsPattern("understudy_stream_dropped_total [1-9]");

            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String missed = reader.lines()
                    .filter(line -> line.startsWith("data: {\"missed\":"))
                    .findFirst()
                    .orElse("");
            assertThat(missed).matches("data: \\{\"missed\":[1-9][0-9]*}");
        }
    }

    @Test
    void stream_readerThatNeverReads_isLetGo() throws Exception {
        try (AdminFixture admin = new AdminFixture(null, Patience.Limits.DEFAULT, Duration.ofMillis(100));
                Socket unread = open(admin)) {
            Awaitility.await().until(() -> admin.publisher.stream().readers() == 1);
            Awaitility.await().until(() -> {
                for (int i = 0; i < 500; i++) {
                    admin.publisher.sink().accept(Fixtures.exchange("refunds"));
                }
                return admin.publisher.stream().readers() == 0;
            });
            assertThat(unread.isConnected()).isTrue();
        }
    }

    @Test
    void stream_secondRequestOnIt_endsIt() throws Exception {
        try (AdminFixture admin = new AdminFixture(null)) {
            String twice = "GET /api/v1/comparisons/stream HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(2);

            assertThat(RawHttp.exchange(admin.server.port(), twice)).containsOnlyOnce("HTTP/1.1 200 OK");
        }
    }

    @Test
    void stream_tooManyReaders_isUnavailable() throws Exception {
        try (AdminFixture admin = new AdminFixture(null)) {
            Socket[] sockets = new Socket[32];
            for (int i = 0; i < sockets.length; i++) {
                sockets[i] = open(admin);
            }
            Awaitility.await().until(() -> admin.publisher.stream().readers() == 32);

            HttpResponse<String> response = admin.get("/api/v1/comparisons/stream");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("retry-after")).isPresent();
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static Socket open(AdminFixture admin) throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress("127.0.0.1", admin.server.port()));
        socket.getOutputStream()
                .write("GET /api/v1/comparisons/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
