package dev.understudy;

import static dev.understudy.testing.RawConnection.GET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.testing.Gate;
import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.TestProxy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A configuration is swapped whole, under traffic. */
class LiveReloadTest {

    @Test
    void apply_underTraffic_leavesRunningRequestsAloneAndTakesTheNext() throws Exception {
        Gate asked = new Gate();
        Gate go = new Gate();
        try (RawUpstream before = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nbef");
                    asked.open();
                    go.await();
                    connection.send("ore");
                });
                RawUpstream after = RawUpstream.ok("after");
                TestProxy proxy = TestProxy.start(before.url());
                RawConnection running = proxy.connect();
                RawConnection other = proxy.connect()) {
            running.send(GET);
            asked.await();
            proxy.proxy().apply(TestProxy.to(after.url()).config());
            assertThat(other.send(GET).readResponse().bodyText()).isEqualTo("after");
            go.open();
            assertThat(running.readResponse().bodyText()).isEqualTo("before");
            assertThat(running.send(GET).readResponse().bodyText()).isEqualTo("after");
        }
    }

    @Test
    void apply_ofWhatCannotWork_isRefusedAndTheLastGoodStays() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("still here");
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            var bad = TestProxy.to("https://127.0.0.1:1")
                    .ca(Path.of("/no/such/file.pem"))
                    .config();
            assertThatThrownBy(() -> proxy.proxy().apply(bad)).isInstanceOf(IllegalStateException.class);
            assertThat(client.send(GET).readResponse().bodyText()).isEqualTo("still here");
        }
    }

    @Test
    void apply_manyTimesUnderTraffic_losesNoRequest() throws Exception {
        try (RawUpstream one = RawUpstream.ok("one");
                RawUpstream two = RawUpstream.ok("two");
                TestProxy proxy = TestProxy.to(one.url()).loops(2).start();
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < 300; i++) {
                String url = i % 2 == 0 ? two.url() : one.url();
                client.send(GET);
                proxy.proxy().apply(TestProxy.to(url).config());
                assertThat(client.readResponse().bodyText()).isIn("one", "two");
                assertThat(client.send(GET).readResponse().bodyText()).isEqualTo(i % 2 == 0 ? "two" : "one");
            }
        }
    }
}
