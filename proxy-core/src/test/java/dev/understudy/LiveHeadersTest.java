package dev.understudy;

import static dev.understudy.testing.RawConnection.GET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.TestProxy;
import dev.understudy.testing.WireMessage;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which fields differ between the two sides, and that no other does. */
class LiveHeadersTest {
    @Test
    void request_withEveryKindOfField_losesOnlyWhatIsForThisHop() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("");
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send("POST /a HTTP/1.1\r\nb: 1\r\nHOST: client\r\nConnection: keep-alive, x-HOP, b-not-there\r\n"
                            + "Keep-Alive: 5\r\nA:2 \r\nX-Hop: 1\r\nProxy-Connection: keep-alive\r\nTE: trailers, deflate\r\n"
                            + "x-hop: 2\r\nCookie: a\r\nCookie: b\r\nProxy-Authorization: p\r\nTrailer: T\r\n"
                            + "X-Latin: \u00e4\u00ff\r\nContent-Length: 0\r\nX-Empty:\r\n\r\n")
                    .readResponse();
            assertThat(upstream.takeRequest().headText())
                    .isEqualTo("POST /a HTTP/1.1\r\nb: 1\r\nhost: " + upstream.authority()
                            + "\r\nA:2 \r\nCookie: a\r\nCookie: b\r\nProxy-Authorization: p\r\nTrailer: T\r\n"
                            + "X-Latin: \u00e4\u00ff\r\nContent-Length: 0\r\nX-Empty:\r\n\r\n");
        }
    }

    @Test
    void response_withEveryKindOfField_losesOnlyWhatIsForThisHop() throws Exception {
        try (RawUpstream upstream =
                        RawUpstream.answering(request -> "HTTP/1.1 250 Very  Odd \r\nZ: 1\r\nConnection: X-Gone\r\n"
                                + "x-gone: 1\r\nKeep-Alive: timeout=5\r\nSet-Cookie: a\r\nSet-Cookie: b\r\nX-Latin: \u00e4\r\n"
                                + "content-length:2\r\nProxy-Connection: keep-alive\r\nServer: s\r\n\r\nok");
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send(GET);
            assertThat(client.readResponse().headText())
                    .isEqualTo(
                            "HTTP/1.1 250 Very  Odd \r\nZ: 1\r\nSet-Cookie: a\r\nSet-Cookie: b\r\nX-Latin: \u00e4\r\n"
                                    + "content-length:2\r\nServer: s\r\n\r\n");
        }
    }

    @Test
    void request_inAbsoluteForm_isForwardedInOriginFormToTheUpstream() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("");
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send("GET http://somewhere.else:81/p?q HTTP/1.1\r\nHost: somewhere.else:81\r\n\r\n")
                    .readResponse();
            assertThat(upstream.takeRequest().headText())
                    .isEqualTo("GET /p?q HTTP/1.1\r\nhost: " + upstream.authority() + "\r\n\r\n");
        }
    }

    @Test
    void request_toAnUpstreamWithABasePath_hasItInFront() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("");
                TestProxy proxy = TestProxy.start(upstream.url() + "/base/path/");
                RawConnection client = proxy.connect()) {
            client.send("GET /v1/x?y HTTP/1.1\r\nHost: c\r\n\r\n").readResponse();
            assertThat(upstream.takeRequest().target()).isEqualTo("/base/path/v1/x?y");
            client.send("OPTIONS * HTTP/1.1\r\nHost: c\r\n\r\n").readResponse();
            assertThat(upstream.takeRequest().target()).isEqualTo("*");
        }
    }

    @Test
    void request_withoutHost_getsTheUpstreams() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("");
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            client.send("GET / HTTP/1.1\r\nA: 1\r\n\r\n").readResponse();
            assertThat(upstream.takeRequest().fields()).containsExactly("host: " + upstream.authority(), "A: 1");
        }
    }

    @Test
    void request_onARouteWithCredentials_carriesThoseAndNotTheClients() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("");
                TestProxy proxy = TestProxy.to(upstream.url())
                        .credentials(Map.of("Authorization", "Bearer theirs"))
                        .start();
                RawConnection client = proxy.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: c\r\nauthorization: Bearer mine\r\nB: 1\r\nAUTHORIZATION: x\r\n\r\n")
                    .readResponse();
            assertThat(upstream.takeRequest().fields())
                    .containsExactly("host: " + upstream.authority(), "B: 1", "Authorization: Bearer theirs");
        }
    }

    @Test
    void request_thatAnotherUnderstudyMirrored_isForwardedWithItsMark() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("live");
                TestProxy proxy = TestProxy.start(upstream.url());
                RawConnection client = proxy.connect()) {
            WireMessage response = client.send("POST /v1/chat/completions HTTP/1.1\r\nHost: c\r\n"
                            + "x-understudy-shadow: other\r\nContent-Length: 2\r\n\r\n{}")
                    .readResponse();
            assertThat(response.bodyText()).isEqualTo("live");
            assertThat(upstream.takeRequest().field("x-understudy-shadow")).isEqualTo("other");
        }
    }
}
