package dev.understudy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.VariantConfig;
import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawConnection.End;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.TestProxy;
import dev.understudy.testing.Variants;
import dev.understudy.testing.WireMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Routes with a live variant: the only requests whose body is not passed through as it comes. */
class LiveRewriteTest {
    private static final VariantConfig VARIANT = Variants.ofPrompt("be kind");
    private static final String CHAT =
            "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"system\",\"content\":\"be rude\"},{\"role\":\"user\",\"content\":\"h\u00ef\"}]}";
    private static final String POST =
            "POST /v1/chat/completions HTTP/1.1\r\nHost: c\r\nContent-Type: application/json\r\nX-A: 1\r\n";

    @Test
    void body_withALength_isRewrittenAndItsLengthIsRight() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("done");
                TestProxy proxy = TestProxy.to(upstream.url()).live(VARIANT).start();
                RawConnection client = proxy.connect()) {
            byte[] body = CHAT.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 3; i++) {
                client.send(POST + "Content-Length: " + body.length + "\r\n\r\n")
                        .send(body);
                assertThat(client.readResponse().bodyText()).isEqualTo("done");
                WireMessage request = upstream.takeRequest();
                assertThat(request.fields())
                        .containsExactly(
                                "host: " + upstream.authority(),
                                "Content-Type: application/json",
                                "X-A: 1",
                                "content-length: " + request.body().length);
                assertPrompt(request);
            }
        }
    }

    @Test
    void body_inChunks_isRewrittenWithALength() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("done");
                TestProxy proxy = TestProxy.to(upstream.url()).live(VARIANT).start();
                RawConnection client = proxy.connect()) {
            byte[] body = CHAT.getBytes(StandardCharsets.UTF_8);
            client.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
            for (byte b : body) {
                client.send("1;x\r\n").send(new byte[] {b}).send("\r\n");
            }
            client.send("0\r\n\r\n");
            assertThat(client.readResponse().bodyText()).isEqualTo("done");
            WireMessage request = upstream.takeRequest();
            assertThat(request.chunked()).isFalse();
            assertPrompt(request);
        }
    }

    @Test
    void model_thatAPathNames_isChangedThere() throws Exception {
        VariantConfig other = Variants.ofModel("gpt-5 mini");
        try (RawUpstream upstream = RawUpstream.ok("done");
                TestProxy proxy = TestProxy.to(upstream.url()).live(other).start();
                RawConnection client = proxy.connect()) {
            byte[] body = CHAT.getBytes(StandardCharsets.UTF_8);
            client.send(POST.replace("/v1", "/openai/deployments/old") + "Content-Length: " + body.length + "\r\n\r\n")
                    .send(body);
            assertThat(client.readResponse().bodyText()).isEqualTo("done");
            assertThat(upstream.takeRequest().target()).isEqualTo("/openai/deployments/gpt-5%20mini/chat/completions");
        }
    }

    @Test
    void body_behindExpect_isAskedForByTheProxyAndTheUpstreamIsNotAsked() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("done");
                TestProxy proxy = TestProxy.to(upstream.url()).live(VARIANT).start();
                RawConnection client = proxy.connect()) {
            byte[] body = CHAT.getBytes(StandardCharsets.UTF_8);
            client.send(POST + "Expect: 100-continue\r\nContent-Length: " + body.length + "\r\n\r\n");
            assertThat(client.readResponse().status()).isEqualTo(100);
            client.send(body);
            assertThat(client.readResponse().status()).isEqualTo(200);
            WireMessage request = upstream.takeRequest();
            assertThat(request.field("expect")).isNull();
            assertPrompt(request);
        }
    }

    @Test
    void body_thatIsCompressed_isRewrittenAndGoesOutPlain() throws Exception {
        byte[] body = zipped(CHAT);
        try (RawUpstream upstream = RawUpstream.ok("done");
                TestProxy proxy = TestProxy.to(upstream.url()).live(VARIANT).start();
                RawConnection client = proxy.connect()) {
            client.send(POST + "Content-Encoding: gzip\r\nContent-Digest: sha-256=:x:\r\nX-B: 2\r\nContent-Length: "
                            + body.length + "\r\n\r\n")
                    .send(body);
            assertThat(client.readResponse().bodyText()).isEqualTo("done");
            WireMessage request = upstream.takeRequest();
            assertThat(request.fields())
                    .containsExactly(
                            "host: " + upstream.authority(),
                            "Content-Type: application/json",
                            "X-A: 1",
                            "X-B: 2",
                            "content-length: " + request.body().length);
            assertPrompt(request);
        }
    }

    @Test
    void body_thatCannotBeRewritten_passesAsItIsWithItsFields() throws Exception {
        byte[][] bodies = {
            "{not json".getBytes(StandardCharsets.US_ASCII),
            {0, 1, 2, (byte) 0xff},
            {},
            zipped("{not json"),
            zipped(CHAT + " ".repeat(33 << 20))
        };
        try (RawUpstream upstream = RawUpstream.ok("done");
                TestProxy proxy = TestProxy.to(upstream.url()).live(VARIANT).start();
                RawConnection client = proxy.connect()) {
            for (byte[] body : bodies) {
                client.send(POST + "Content-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .send(body);
                assertThat(client.readResponse().status()).isEqualTo(200);
                WireMessage request = upstream.takeRequest();
                assertThat(request.body()).isEqualTo(body);
                assertThat(request.field("content-encoding")).isEqualTo("gzip");
            }
        }
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }

    @Test
    void request_toAnotherEndpoint_isNotBuffered() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readHead();
                    connection.read(5);
                    connection.send(RawUpstream.response(200, "early"));
                    connection.awaitEnd();
                });
                TestProxy proxy = TestProxy.to(upstream.url()).live(VARIANT).start();
                RawConnection client = proxy.connect()) {
            client.send("POST /v1/files HTTP/1.1\r\nHost: c\r\nContent-Length: 10\r\n\r\nhello");
            assertThat(client.readResponse().bodyText()).isEqualTo("early");
        }
    }

    @Test
    void body_overTheLimit_is413AndNothingIsForwarded() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("done");
                TestProxy proxy = TestProxy.to(upstream.url())
                        .live(VARIANT)
                        .liveBodyLimit(1_000)
                        .start()) {
            for (String framing : List.of(
                    "Content-Length: 5000",
                    "Transfer-Encoding: chunked",
                    "Expect: 100-continue\r\nContent-Length: 5000")) {
                try (RawConnection client = proxy.connect()) {
                    client.send(POST + framing + "\r\n\r\n");
                    if (!framing.startsWith("Expect")) {
                        client.send("1388\r\n" + "x".repeat(framing.startsWith("C") ? 4_994 : 5_000)
                                + (framing.startsWith("C") ? "" : "\r\n0\r\n\r\n"));
                    }
                    WireMessage response = client.readResponse();
                    assertThat(response.status()).isEqualTo(413);
                    assertThat(response.field("x-understudy-error")).isEqualTo("body_too_large");
                    assertThat(response.field("connection")).isEqualTo("close");
                    assertThat(client.awaitEnd()).isEqualTo(End.CLEAN);
                }
            }
            Untouched.assertNoConnectionsTo(upstream);
        }
    }

    @Test
    void requests_pipelined_areRewrittenInOrder() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(request -> RawUpstream.response(200, request.field("x-n")));
                TestProxy proxy = TestProxy.to(upstream.url()).live(VARIANT).start();
                RawConnection client = proxy.connect()) {
            byte[] body = CHAT.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 30; i++) {
                client.send(POST + "X-N: " + i + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .send(body);
            }
            for (int i = 0; i < 30; i++) {
                assertThat(client.readResponse().bodyText()).isEqualTo(Integer.toString(i));
                assertPrompt(upstream.takeRequest());
            }
        }
    }

    @Test
    void upstream_thatRefuses_is502WithTheBodyLetGo() throws Exception {
        RawUpstream upstream = RawUpstream.ok("");
        String url = upstream.url();
        upstream.close();
        try (TestProxy proxy = TestProxy.to(url).live(VARIANT).start();
                RawConnection client = proxy.connect()) {
            byte[] body = CHAT.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 3; i++) {
                client.send(POST + "Content-Length: " + body.length + "\r\n\r\n")
                        .send(body);
                assertThat(client.readResponse().field("x-understudy-error")).isEqualTo("connect_failed");
            }
        }
    }

    private static void assertPrompt(WireMessage request) {
        JsonNode messages = JsonMapper.shared().readTree(request.body()).get("messages");
        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).get("content").asString()).isEqualTo("be kind");
        assertThat(messages.get(1).get("content").asString()).isEqualTo("h\u00ef");
    }
}
