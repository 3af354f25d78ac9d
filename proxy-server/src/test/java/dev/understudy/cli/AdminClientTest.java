package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AdminClientTest {
    /** A pipeline must not hang on it. */
    @Test
    void get_answerThatStopsInTheMiddle_isNotWaitedForWithoutEnd() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("{\"verdict\"".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
        try {
            URI admin = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            AdminClient client = AdminClient.of(admin, null, Duration.ofSeconds(1));
            assertThatThrownBy(() -> client.get("/api/v1/verdicts/x"))
                    .isInstanceOf(Failures.Refused.class)
                    .hasMessageContaining("no answer within 1 s (expected: a running admin server");
        } finally {
            end.countDown();
            server.stop(0);
        }
    }
}
