package dev.understudy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRequestTest {
    private static final String HOST = "Host: 127.0.0.1\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /%zz HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n",
                "GET /api/v1/comparisons?shadow=%c3%28%g1 HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n",
                "GET http://127.0.0.1/api/v1/shadows HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST
                        + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\nContent-Length: 2\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "bad header: x\r\nConnection: close\r\n\r\n"
            })
    void request_malformed_isBadAndTheConnectionCloses(String request) throws Exception {
        try (AdminFixture admin = new AdminFixture(null)) {
            assertThat(RawHttp.exchange(admin.server.port(), request)).matches("(?s)HTTP/1\\.1 4(00|04|05) .*");
            assertThat(admin.get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void request_withAHugeLineOrHead_isRefused() throws Exception {
        try (AdminFixture admin = new AdminFixture(null)) {
            String line = "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n" + HOST + "\r\n";
            String head = "GET / HTTP/1.1\r\n" + HOST + "x: " + "b".repeat(1_000_000) + "\r\n\r\n";

            assertThat(RawHttp.exchange(admin.server.port(), line)).matches("(?s)(HTTP/1\\.1 400 .*)?");
            assertThat(RawHttp.exchange(admin.server.port(), head)).matches("(?s)(HTTP/1\\.1 400 .*)?");
            assertThat(admin.get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void request_withAHugeBody_isTooLarge() throws Exception {
        try (AdminFixture admin = new AdminFixture(null)) {
            String request = "POST /api/v1/kill HTTP/1.1\r\n" + HOST + "Content-Length: 10000000\r\n\r\n";

            assertThat(RawHttp.exchange(admin.server.port(), request))
                    .startsWith("HTTP/1.1 413 ")
                    .contains("\"error\"");
            assertThat(admin.actions.config().shadows()).allMatch(shadow -> shadow.enabled());
        }
    }

    @Test
    void requests_pipelined_areAnsweredInOrder() throws Exception {
        try (AdminFixture admin = new AdminFixture(null)) {
            String requests = ("POST /api/v1/reload HTTP/1.1\r\n" + HOST + "\r\n")
                    + ("GET /nothing HTTP/1.1\r\n" + HOST + "\r\n")
                    + ("GET /healthz HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");

            String answers = RawHttp.exchange(admin.server.port(), requests);

            assertThat(answers.replaceAll("(?s)HTTP/1\\.1 (\\d+).*?(?=HTTP/1\\.1|$)", "$1 "))
                    .isEqualTo("200 404 200 ");
        }
    }

    @Test
    void requests_pipelinedByTheHundred_areAllAnswered() throws Exception {
        try (AdminFixture admin = new AdminFixture(null)) {
            assertThat(RawHttp.exchange(admin.server.port(), pipelined(100)).split("HTTP/1.1 200 OK", -1))
                    .hasSize(101);
        }
    }

    @Test
    void requests_pipelinedWithoutEnd_endTheConnectionAndNothingElse() throws Exception {
        try (AdminFixture admin = new AdminFixture(null)) {
            assertThat(RawHttp.exchange(admin.server.port(), pipelined(20_000)).split("HTTP/1.1 200 OK", -1))
                    .hasSizeLessThan(20_001);
            assertThat(admin.get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    private static String pipelined(int count) {
        return ("GET /healthz HTTP/1.1\r\n" + HOST + "\r\n").repeat(count - 1)
                + ("GET /healthz HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
    }

    @Test
    void request_inTinyPieces_isAnswered() throws Exception {
        try (AdminFixture admin = new AdminFixture(null);
                Socket socket = new Socket("127.0.0.1", admin.server.port())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            for (byte octet : ("GET /healthz HTTP/1.1\r\n" + HOST + "\r\n").getBytes(StandardCharsets.US_ASCII)) {
                socket.getOutputStream().write(octet);
            }
            assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void request_sentAByteAtATime_isCutOff() throws Exception {
        Patience.Limits hasty =
                new Patience.Limits(Duration.ofSeconds(60), Duration.ofMillis(300), Duration.ofSeconds(60));
        try (AdminFixture admin = new AdminFixture(null, hasty, Duration.ofSeconds(15));
                Socket socket = new Socket("127.0.0.1", admin.server.port())) {
            socket.setSoTimeout(30_000);
            Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> broken(socket));
        }
    }

    private static boolean broken(Socket socket) {
        try {
            socket.getOutputStream().write('G');
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    @Test
    void connection_idleTooLong_isClosed() throws Exception {
        Patience.Limits hasty =
                new Patience.Limits(Duration.ofMillis(100), Duration.ofSeconds(60), Duration.ofSeconds(60));
        try (AdminFixture admin = new AdminFixture(null, hasty, Duration.ofSeconds(15))) {
            assertThat(RawHttp.exchange(admin.server.port(), "")).isEmpty();
        }
    }

    @Test
    void connections_beyondTheLimit_areClosedAndOthersStay() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (AdminFixture admin = new AdminFixture(null)) {
            for (int i = 0; i < 128; i++) {
                sockets.add(new Socket("127.0.0.1", admin.server.port()));
            }
            assertThat(RawHttp.exchange(admin.server.port(), "")).isEmpty();
            Socket first = sockets.get(0);
            first.setSoTimeout(30_000);
            first.getOutputStream()
                    .write(("GET /healthz HTTP/1.1\r\n" + HOST + "\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(first.getInputStream().read()).isEqualTo('H');
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
