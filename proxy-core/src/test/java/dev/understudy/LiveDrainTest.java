package dev.understudy;

import static dev.understudy.testing.RawConnection.GET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.testing.Gate;
import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawConnection.End;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.TestProxy;
import dev.understudy.testing.WireMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An orderly end: nothing new, and nobody is cut off. */
class LiveDrainTest {

    @Test
    void drain_withWorkUnderWay_finishesItClosesTheIdleAndRefusesTheNew() throws Exception {
        Gate asked = new Gate();
        Gate go = new Gate();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    while (true) {
                        boolean slow = connection.readRequest().target().equals("/slow");
                        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nfirst");
                        if (slow) {
                            asked.open();
                            go.await();
                        }
                        connection.send("end");
                    }
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection idle = proxy.connect();
                RawConnection never = proxy.connect();
                RawConnection streaming = proxy.connect();
                RawConnection waiting = proxy.connect()) {
            assertThat(idle.send(GET).readResponse().bodyText()).isEqualTo("firstend");
            streaming.send("GET /slow HTTP/1.1\r\nHost: c\r\n\r\n");
            waiting.send("GET /half HTTP/1.1\r\nHost: c\r\n");
            asked.await();
            Awaitility.await().until(() -> proxy.proxy().connections() == 4);
            CompletableFuture<Boolean> drained = drain(proxy, Duration.ofSeconds(30));
            assertThat(idle.awaitEnd()).isEqualTo(End.CLEAN);
            assertThat(never.awaitEnd()).isEqualTo(End.CLEAN);
            assertThatThrownBy(proxy::connect).isInstanceOf(IOException.class);
            assertThat(drained).isNotDone();

            WireMessage last = waiting.send("\r\n").readResponse();
            assertThat(last.status()).isEqualTo(200);
            assertThat(last.field("connection")).isEqualTo("close");
            go.open();
            assertThat(streaming.readResponse().bodyText()).isEqualTo("firstend");
            assertThat(streaming.awaitEnd()).isEqualTo(End.CLEAN);
            streaming.close();
            waiting.close();
            assertThat(drained.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void drain_withWorkThatDoesNotEnd_endsItAtTheLimit() throws Exception {
        Gate asked = new Gate();
        Gate ended = new Gate();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    asked.open();
                    connection.awaitEnd();
                    ended.open();
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send(GET);
            asked.await();
            assertThat(drain(proxy, Duration.ofMillis(100)).get(30, TimeUnit.SECONDS))
                    .isFalse();
            client.awaitEnd();
            ended.await();
        }
    }

    @Test
    void close_withEverythingUnderWay_leaksNothing() throws Exception {
        Gate asked = new Gate();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readHead();
                    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel");
                    asked.open();
                    connection.awaitEnd();
                });
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection streaming = proxy.connect();
                RawConnection uploading = proxy.connect();
                RawConnection half = proxy.connect();
                RawConnection ahead = proxy.connect()) {
            streaming.send(GET);
            uploading.send("POST / HTTP/1.1\r\nHost: c\r\nTransfer-Encoding: chunked\r\n\r\n5");
            half.send("GET / HT");
            ahead.send(GET + GET + "GET /");
            asked.await();
            proxy.close();
            proxy.close();
        }
    }

    private static CompletableFuture<Boolean> drain(TestProxy proxy, Duration limit) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return proxy.proxy().drain(limit);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
