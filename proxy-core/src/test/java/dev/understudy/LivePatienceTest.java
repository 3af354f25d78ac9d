package dev.understudy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.TestProxy;
import java.io.EOFException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whose silence ends a call: an upstream has its idle timeout, which says nothing of a client that takes its time. */
class LivePatienceTest {
    private static final int LARGE = 12 << 20;

    @Test
    void client_thatPausesInsideItsAnswer_getsTheRestOfIt() throws Exception {
        try (RawUpstream upstream = upstream();
                TestProxy proxy = proxy(upstream);
                RawConnection slow = RawConnection.withSmallWindow(proxy.address())) {
            slow.send("GET /large HTTP/1.1\r\nHost: c\r\n\r\n").readHead();
            letTheIdleTimeoutPass(proxy);
            assertThat(slow.read(LARGE)).hasSize(LARGE);
        }
    }

    @Test
    void client_thatPausesInsideItsRequest_getsItsAnswer() throws Exception {
        try (RawUpstream upstream = upstream();
                TestProxy proxy = proxy(upstream);
                RawConnection slow = proxy.connect()) {
            slow.send("POST / HTTP/1.1\r\nHost: c\r\nContent-Length: 10\r\n\r\nhello");
            letTheIdleTimeoutPass(proxy);
            assertThat(slow.send("world").readResponse().bodyText()).isEqualTo("10");
        }
    }

    private static RawUpstream upstream() throws Exception {
        return RawUpstream.serving(connection -> {
            var request = connection.readRequest();
            switch (request.target()) {
                case "/large" -> connection.send(RawUpstream.response(200, "x".repeat(LARGE)));
                case "/silent" -> connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
                default -> connection.send(RawUpstream.response(200, Integer.toString(request.body().length)));
            }
            connection.awaitEnd();
        });
    }

    /** On one loop, so that what was due before is over before. */
    private static TestProxy proxy(RawUpstream upstream) {
        return TestProxy.to(upstream.url())
                .loops(1)
                .idleTimeout(Duration.ofMillis(150))
                .start();
    }

    /** More than once: upstreams that fall silent one after the other are each waited for until it is over. */
    private static void letTheIdleTimeoutPass(TestProxy proxy) throws Exception {
        for (int i = 0; i < 3; i++) {
            try (RawConnection other = proxy.connect()) {
                other.send("GET /silent HTTP/1.1\r\nHost: c\r\n\r\n").readHead();
                assertThatThrownBy(() -> other.read(1)).isInstanceOf(EOFException.class);
            }
        }
    }
}
