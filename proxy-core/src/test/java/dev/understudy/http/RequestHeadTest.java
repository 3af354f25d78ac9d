package dev.understudy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {
    private static final RequestRewrite REWRITE = RequestRewrite.to("live:1", "", Map.of());

    static Stream<Arguments> bad() {
        return Stream.of(
                bad(400, "GET  / HTTP/1.1\r\n"),
                bad(400, "GET /  HTTP/1.1\r\n"),
                bad(400, "GET / HTTP/1.1 \r\n"),
                bad(400, " GET / HTTP/1.1\r\n"),
                bad(400, "GET\t/ HTTP/1.1\r\n"),
                bad(400, "GET /\r\n"),
                bad(400, "GET / \r\n"),
                bad(400, "GET\r\n"),
                bad(400, "/ HTTP/1.1\r\n"),
                bad(400, "G@T / HTTP/1.1\r\n"),
                bad(400, "GET / http/1.1\r\n"),
                bad(400, "GET / HTTQ/1.1\r\n"),
                bad(400, "GET / HTTP/11\r\n"),
                bad(400, "GET / HTTP/1.10\r\n"),
                bad(505, "GET / HTTP/2.0\r\n"),
                bad(505, "GET / HTTP/1.2\r\n"),
                bad(505, "GET / HTTP/0.9\r\n"),
                bad(400, "GET /a\0b HTTP/1.1\r\n"),
                bad(400, "GET /a#b HTTP/1.1\r\n"),
                bad(400, "GET /a?b=c#d HTTP/1.1\r\n"),
                bad(400, "GET # HTTP/1.1\r\n"),
                bad(400, "GET http://h/a# HTTP/1.1\r\n"),
                bad(400, "OPTIONS *# HTTP/1.1\r\n"),
                bad(400, "GET /a\u007fb HTTP/1.1\r\n"),
                bad(400, "GET /a\rb HTTP/1.1\r\n"),
                bad(400, "GET / HTTP/1.1\rXHost: a\r\n"),
                bad(400, "GET / HTTP/1.1\r\rHost: a\r\n"),
                bad(400, "GET * HTTP/1.1\r\n"),
                bad(400, "GET relative HTTP/1.1\r\n"),
                bad(400, "GET ftp://host/ HTTP/1.1\r\n"),
                bad(400, "GET http:// HTTP/1.1\r\n"),
                bad(400, "GET http:///path HTTP/1.1\r\n"),
                bad(400, "GET http://?query HTTP/1.1\r\n"),
                bad(501, "CONNECT host:443 HTTP/1.1\r\n"),
                bad(501, "CONNECT / HTTP/1.1\r\n"),
                bad(400, "GET / HTTP/1.1\r\n folded: no\r\n"),
                bad(400, "GET / HTTP/1.1\r\nA: 1\r\n folded\r\n"),
                bad(400, "GET / HTTP/1.1\r\nA: 1\r\n\tfolded\r\n"),
                bad(400, "GET / HTTP/1.1\r\nA : 1\r\n"),
                bad(400, "GET / HTTP/1.1\r\nA\t: 1\r\n"),
                bad(400, "GET / HTTP/1.1\r\n: 1\r\n"),
                bad(400, "GET / HTTP/1.1\r\nA\r\n"),
                bad(400, "GET / HTTP/1.1\r\nA(b): 1\r\n"),
                bad(400, "GET / HTTP/1.1\r\n\u00e4: 1\r\n"),
                bad(400, "GET / HTTP/1.1\r\nA: \0\r\n"),
                bad(400, "GET / HTTP/1.1\r\nA: a\rb\r\n"),
                bad(400, "GET / HTTP/1.1\r\nA: \u0001\r\n"),
                bad(400, "GET / HTTP/1.1\r\nA: \u007f\r\n"),
                bad(400, "GET / HTTP/1.1\r\nHost: h\r\n"),
                bad(400, "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n"),
                bad(400, "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n"),
                bad(400, "POST / HTTP/1.1\r\nContent-Length: 1, 1\r\n"),
                bad(400, "POST / HTTP/1.1\r\nContent-Length:\r\n"),
                bad(400, "POST / HTTP/1.1\r\nContent-Length: -1\r\n"),
                bad(400, "POST / HTTP/1.1\r\nContent-Length: +1\r\n"),
                bad(400, "POST / HTTP/1.1\r\nContent-Length: 0x1\r\n"),
                bad(400, "POST / HTTP/1.1\r\nContent-Length: 1 1\r\n"),
                bad(400, "POST / HTTP/1.1\r\nContent-Length: 9999999999999999999\r\n"),
                bad(400, "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n"),
                bad(400, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n"),
                bad(400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n"),
                bad(501, "POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n"),
                bad(501, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked, chunked\r\n"),
                bad(501, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
                bad(501, "POST / HTTP/1.1\r\nTransfer-Encoding: identity\r\n"),
                bad(501, "POST / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n"),
                bad(501, "POST / HTTP/1.1\r\nTransfer-Encoding:\r\n"),
                bad(501, "POST / HTTP/1.1\r\nTransfer-Encoding: \"chunked\"\r\n"),
                bad(431, "GET / HTTP/1.1\r\n" + "A: 1\r\n".repeat(257)),
                bad(400, "GET / HTTP/1.1\r\nConnection: " + "a,".repeat(100) + "b\r\n"));
    }

    private static Arguments bad(int status, String head) {
        return Arguments.of(status, head);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void parse_badHead_isRefusedWithItsStatus(int status, String head) {
        BadMessageException refused =
                catchThrowableOfType(BadMessageException.class, () -> parse(head + "Host: h\r\n"));
        assertThat(refused).isNotNull();
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.reason()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\tb", "http://a", "a/", "u@a", "a?b", "a#b", "a\\b", "\u00e4", "<a>", "\"a\""})
    void parse_hostThatIsNone_isRefused(String host) {
        assertThatThrownBy(() -> parse("GET / HTTP/1.1\r\nHost: " + host + "\r\n"))
                .isInstanceOfSatisfying(
                        BadMessageException.class,
                        refused -> assertThat(refused.reason()).isEqualTo("bad Host"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a.b-c_d:80", "[::1]:8080", "127.0.0.1", "a%20b", "xn--bcher-kva.example."})
    void parse_host_isTaken(String host) throws Exception {
        assertThat(parse("GET / HTTP/1.1\r\nHost: " + host + "\r\n").authority())
                .isEqualTo(host);
    }

    @Test
    void parse_goodHead_saysWhatItSays() throws Exception {
        RequestHead head =
                parse("POST /v1/x?a=b?c HTTP/1.1\r\nhOst:  h:1 \r\nContent-Length:\t7\t \r\nX:\r\nE: \u00fc\r\n");
        assertThat(head.method()).isEqualTo("POST");
        assertThat(head.target()).isEqualTo("/v1/x?a=b?c");
        assertThat(head.path()).isEqualTo("/v1/x");
        assertThat(head.authority()).isEqualTo("h:1");
        assertThat(head.minorVersion()).isEqualTo(1);
        assertThat(head.bodyFraming()).isEqualTo(BodyFraming.LENGTH);
        assertThat(head.contentLength()).isEqualTo(7);
        assertThat(head.field("x")).isEmpty();
        assertThat(head.field("e")).isEqualTo("\u00fc");
        assertThat(head.field("missing")).isNull();
        assertThat(head.headers().fields()).hasSize(4);
        assertThat(head.mirrored()).isFalse();
    }

    static Stream<Arguments> framings() {
        return Stream.of(
                Arguments.of("", BodyFraming.NONE, -1L),
                Arguments.of("Content-Length: 0\r\n", BodyFraming.NONE, 0L),
                Arguments.of("Content-Length: 003\r\n", BodyFraming.LENGTH, 3L),
                Arguments.of("content-length: 999999999999999999\r\n", BodyFraming.LENGTH, 999_999_999_999_999_999L),
                Arguments.of("Transfer-Encoding: chunked\r\n", BodyFraming.CHUNKED, -1L),
                Arguments.of("TRANSFER-ENCODING: \tCHUNKED \r\n", BodyFraming.CHUNKED, -1L));
    }

    @ParameterizedTest
    @MethodSource("framings")
    void bodyFraming_ofItsFields_isFound(String fields, BodyFraming framing, long length) throws Exception {
        RequestHead head = parse("POST / HTTP/1.1\r\nHost: h\r\n" + fields);
        assertThat(head.bodyFraming()).isEqualTo(framing);
        assertThat(head.contentLength()).isEqualTo(length);
    }

    static Stream<Arguments> persistence() {
        return Stream.of(
                Arguments.of("1.1", "", true),
                Arguments.of("1.1", "Connection: close\r\n", false),
                Arguments.of("1.1", "Connection: x, CLOSE\t, y\r\n", false),
                Arguments.of("1.1", "Connection: x\r\nConnection: close\r\n", false),
                Arguments.of("1.1", "Connection: closed\r\n", true),
                Arguments.of("1.0", "", false),
                Arguments.of("1.0", "Connection: Keep-Alive\r\n", true),
                Arguments.of("1.0", "Connection: keep-alive, close\r\n", false));
    }

    @ParameterizedTest
    @MethodSource("persistence")
    void keepAlive_ofVersionAndConnection_isFound(String version, String fields, boolean keep) throws Exception {
        assertThat(parse("GET / HTTP/" + version + "\r\nHost: h\r\n" + fields).keepAlive())
                .isEqualTo(keep);
    }

    static Stream<Arguments> targets() {
        return Stream.of(
                Arguments.of("GET http://a.b:1/c?d", "/c?d", "a.b:1"),
                Arguments.of("GET HTTPS://a", "/", "a"),
                Arguments.of("GET http://a?q=/x", "/?q=/x", "a"),
                Arguments.of("OPTIONS http://a", "*", "a"),
                Arguments.of("OPTIONS http://a/", "/", "a"),
                Arguments.of("OPTIONS *", "*", "field"),
                Arguments.of("GET //double/slash", "//double/slash", "field"),
                Arguments.of("GET /\u00ce\u00b4", "/\u00ce\u00b4", "field"));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void target_inEachForm_becomesOriginForm(String start, String target, String authority) throws Exception {
        RequestHead head = parse(start + " HTTP/1.1\r\nHost: field\r\n");
        assertThat(head.target()).isEqualTo(target);
        assertThat(head.authority()).isEqualTo(authority);
    }

    @Test
    void upgrade_onlyForHttp11AndNotToH2c() throws Exception {
        String fields = "Host: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n";
        assertThat(parse("GET / HTTP/1.1\r\n" + fields).upgrade()).isTrue();
        assertThat(parse("GET / HTTP/1.0\r\n" + fields).upgrade()).isFalse();
        assertThat(parse("GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n").upgrade())
                .isFalse();
        assertThat(parse("GET / HTTP/1.1\r\nHost: h\r\nConnection: upgrade\r\nUpgrade: h2c\r\n")
                        .upgrade())
                .isFalse();
    }

    static Stream<Arguments> rewritten() {
        return Stream.of(
                Arguments.of(
                        "GET / HTTP/1.1\r\nA: 1\r\nHost: x\r\nb:2 \r\n",
                        "GET / HTTP/1.1\r\nA: 1\r\nhost: live:1\r\nb:2 \r\n"),
                Arguments.of("GET / HTTP/1.0\r\n", "GET / HTTP/1.1\r\nhost: live:1\r\n"),
                Arguments.of(
                        "GET / HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, X-Hop\r\nX-Hop: 1\r\nKeep-Alive: 5\r\nTE: trailers\r\n"
                                + "Proxy-Connection: a\r\nx-hop: 2\r\nTrailer: T\r\n",
                        "GET / HTTP/1.1\r\nhost: live:1\r\nTrailer: T\r\n"),
                Arguments.of(
                        "POST / HTTP/1.1\r\nHost: x\r\nConnection: content-length, host, transfer-encoding\r\nContent-Length: 3\r\n",
                        "POST / HTTP/1.1\r\nhost: live:1\r\nContent-Length: 3\r\n"),
                Arguments.of(
                        "GET /w HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n",
                        "GET /w HTTP/1.1\r\nhost: live:1\r\nUpgrade: websocket\r\nconnection: upgrade\r\n"),
                Arguments.of(
                        "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nHTTP2-Settings: abc\r\nConnection: Upgrade, HTTP2-Settings\r\n",
                        "GET / HTTP/1.1\r\nhost: live:1\r\n"),
                Arguments.of(
                        "GET http://other/p HTTP/1.1\r\nHost: x\r\nx-understudy-shadow: s\r\nExpect: 100-continue\r\n",
                        "GET /p HTTP/1.1\r\nhost: live:1\r\nx-understudy-shadow: s\r\nExpect: 100-continue\r\n"));
    }

    @ParameterizedTest
    @MethodSource("rewritten")
    void writeTo_head_keepsAllButHostAndHopByHop(String head, String expected) throws Exception {
        assertThat(written(parse(head), REWRITE)).isEqualTo(expected + "\r\n");
    }

    @Test
    void writeTo_withPrefixCredentialsAndLength_changesThoseOnly() throws Exception {
        RequestHead head = parse("POST /v1 HTTP/1.1\r\nHost: x\r\nAUTHORIZATION: mine\r\nTransfer-Encoding: chunked\r\n"
                + "Expect: 100-continue\r\nauthorization: again\r\nZ: 1\r\n");
        RequestRewrite rewrite = RequestRewrite.to("live", "/base", Map.of("Authorization", "Bearer k"));
        assertThat(written(head, rewrite.replacedBy(head.target(), 12, List.of())))
                .isEqualTo("POST /base/v1 HTTP/1.1\r\nhost: live\r\nZ: 1\r\nAuthorization: Bearer k\r\n"
                        + "content-length: 12\r\n\r\n");
    }

    @Test
    void writeTo_asteriskForm_takesNoPrefix() throws Exception {
        RequestHead head = parse("OPTIONS * HTTP/1.1\r\nHost: x\r\n");
        assertThat(written(head, RequestRewrite.to("live", "/base", Map.of()))).startsWith("OPTIONS * HTTP/1.1\r\n");
    }

    private static String written(RequestHead head, RequestRewrite rewrite) {
        ByteBuf out = Unpooled.buffer();
        head.writeTo(out, rewrite);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static RequestHead parse(String head) throws BadMessageException {
        return RequestHead.parse(bytes(head + "\r\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
