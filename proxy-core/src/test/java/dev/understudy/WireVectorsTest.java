package dev.understudy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.TestProxy;
import dev.understudy.testing.WireMessage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** llhttp's request vectors through the whole proxy: what must be refused does not even open an upstream connection. */
@EnabledIfSystemProperty(
        named = "understudy.data",
        matches = ".+",
        disabledReason = "the recorded vectors are not here")
class WireVectorsTest {
    private static final String PAUSE = "llhttp pauses here for its caller and calls that an error; a proxy goes on";
    private static final String METHOD =
            "unknown methods pass through: which ones there are is the upstream's business";
    private static final String FOLD = "obs-fold may only be replaced or refused (RFC 9112 section 5.2); refused";
    private static final String ONLY_HTTP = "not HTTP/1.x, and nothing else is forwarded";
    private static final String LENIENT_LF = "a bare CR or LF is where two parsers see two messages; never accepted";

    /** Forwarded although the vector says error. */
    private static final Map<String, String> FORWARDED = Map.ofEntries(
            Map.entry(
                    "`keep-alive` > No restart when keep-alive is off (1.0)",
                    "the first request is whole; what follows the last request is dropped"),
            Map.entry("`close` > CRLF between requests, explicit `close`", "as above"),
            Map.entry("`close` > CRLF between requests, explicit `close` followed by tab", "as above"),
            Map.entry("Parsing multiple tokens > Multiple tokens with folding and LWS", PAUSE),
            Map.entry("`upgrade` > Setting a flag and pausing", PAUSE),
            Map.entry("`upgrade` > Emitting part of body and pausing", PAUSE),
            Map.entry("`upgrade` > Upgrade GET request", PAUSE),
            Map.entry("`upgrade` > Upgrade POST request", PAUSE),
            Map.entry("HTTP protocol and ANNOUNCE method", METHOD),
            Map.entry("Invalid method", METHOD));

    /** Refused although the vector says it is fine. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("SOURCE request with ICE", ONLY_HTTP),
            Map.entry("OPTIONS request with RTSP", ONLY_HTTP),
            Map.entry("ANNOUNCE request with RTSP", ONLY_HTTP),
            Map.entry("No HTTP version", ONLY_HTTP),
            Map.entry("Fragment in URI", "no form of a request target has a fragment (RFC 9112 section 3.2)"),
            Map.entry("It should be unsafe to finish inside of the header", "ended by us, its last line has no colon"),
            Map.entry("M-SEARCH request", "the asterisk form is for OPTIONS (RFC 9112 section 3.2.4)"),
            Map.entry(
                    "No error on simultaneous `Content-Length` and `Transfer-Encoding: identity` (lenient)",
                    "smuggling"),
            Map.entry("Missing CRLF-CRLF before body (lenient)", LENIENT_LF),
            Map.entry("Invalid space after start line > Only LFs present (lenient)", LENIENT_LF),
            Map.entry("No LF after CR (lenient)", LENIENT_LF),
            Map.entry("Invalid space after start line > Spaces before headers (lenient)", FOLD),
            Map.entry("Line folding in header value with CRLF", FOLD),
            Map.entry("X-SSL-Nonsense", FOLD));

    private static TestProxy proxy;

    @BeforeAll
    static void start() {
        proxy = TestProxy.start("http://127.0.0.1:1");
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    static Stream<Vector> vectors() throws IOException {
        Path file = Path.of(System.getProperty("understudy.data"), "adversarial", "llhttp_http1_vectors.jsonl");
        JsonMapper json = JsonMapper.shared();
        return Files.readAllLines(file).stream().map(json::readTree).map(Vector::of);
    }

    /**
     * One vector.
     *
     * @param raw what to send; its last line ends are missing in the file
     */
    record Vector(String name, boolean forwarded, String raw) {
        static Vector of(JsonNode node) {
            String name = node.get("name").asString();
            boolean fine = !node.get("expect_error").asBoolean();
            boolean forwarded = FORWARDED.containsKey(name) || (fine && !REFUSED.containsKey(name));
            byte[] raw = Base64.getDecoder().decode(node.get("raw_b64").asString());
            return new Vector(name, forwarded, new String(raw, StandardCharsets.ISO_8859_1));
        }

        /** With its head ended and, where it declares a length, its body too. */
        String whole() {
            int start = raw.startsWith("\r\n") ? 2 : 0;
            int end = raw.indexOf("\r\n\r\n", start);
            String ended = end >= 0 ? raw : raw + (raw.endsWith("\r\n") ? "\r\n" : "\r\n\r\n");
            int bodyAt = ended.indexOf("\r\n\r\n", start) + 4;
            WireMessage head = new WireMessage(bytes(ended.substring(start, bodyAt)), new byte[0]);
            String length = forwarded ? head.field("content-length") : null;
            int missing = length == null ? 0 : Integer.parseInt(length) - (ended.length() - bodyAt);
            return ended + "b".repeat(Math.max(0, missing));
        }

        WireMessage firstRequest() {
            String whole = whole();
            int start = whole.startsWith("\r\n") ? 2 : 0;
            int bodyAt = whole.indexOf("\r\n\r\n", start) + 4;
            WireMessage head = new WireMessage(bytes(whole.substring(start, bodyAt)), new byte[0]);
            String length = head.field("content-length");
            int bodyEnd = bodyAt + (length == null ? 0 : Integer.parseInt(length));
            return new WireMessage(head.head(), bytes(whole.substring(bodyAt, bodyEnd)));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void vector_throughTheProxy_isForwardedAsItIsOrRefusedWhole(Vector vector) throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("")) {
            proxy.proxy().apply(TestProxy.to(upstream.url()).config());
            try (RawConnection client = proxy.connect()) {
                client.send(vector.whole());
                if (vector.forwarded) {
                    assertThat(client.readResponse().status()).isEqualTo(200);
                    assertSame(vector.firstRequest(), upstream.takeRequest());
                } else {
                    assertRefused(client);
                    Untouched.assertNoConnectionsTo(upstream);
                }
            }
        }
    }

    private static void assertRefused(RawConnection client) throws IOException {
        client.halfClose();
        try {
            WireMessage response = client.readResponse();
            assertThat(response.status()).isBetween(400, 599);
            assertThat(response.field("connection")).isEqualTo("close");
            assertThat(response.field("x-understudy-error")).isNotNull();
        } catch (EOFException closed) {
            return;
        }
        client.awaitEnd();
    }

    private static void assertSame(WireMessage sent, WireMessage received) {
        assertThat(received.method()).isEqualTo(sent.method());
        assertThat(received.target()).isEqualTo(originForm(sent.target()));
        assertThat(received.body()).isEqualTo(sent.body());
        assertThat(endToEnd(received)).isEqualTo(endToEnd(sent));
    }

    private static String originForm(String target) {
        if (!target.startsWith("http://")) {
            return target;
        }
        String rest = target.replaceFirst("http://[^/?]*", "");
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    private static List<String> endToEnd(WireMessage message) {
        List<String> lines = new ArrayList<>(message.fields());
        Set<String> hop = Set.of("connection", "host", "keep-alive", "upgrade", "proxy-connection", "te");
        lines.removeIf(line -> hop.contains(line.substring(0, line.indexOf(':')).toLowerCase()));
        return lines;
    }

    @Test
    void deviations_allOfThem_nameVectorsThatExist() throws IOException {
        Set<String> deviations = new TreeSet<>(FORWARDED.keySet());
        deviations.addAll(REFUSED.keySet());
        assertThat(vectors().map(Vector::name).toList()).containsAll(deviations);
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
}
