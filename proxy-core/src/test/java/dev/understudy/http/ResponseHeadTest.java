package dev.understudy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.http.ResponseHead.Persistence;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 20 OK\r\n",
                "HTTP/1.1 2000 OK\r\n",
                "HTTP/1.1  200 OK\r\n",
                "HTTP/1.1 099 Low\r\n",
                "HTTP/1.1 2x0 OK\r\n",
                "HTTP/1.2 200 OK\r\n",
                "HTTP/2 200 OK\r\n",
                "ICY 200 OK\r\n",
                "http/1.1 200 OK\r\n",
                "HTTP/1.1\r\n",
                "\0\r\n",
                "HTTP/1.1 200 O\0K\r\n",
                "HTTP/1.1 200 OK\rX: 1\r\n",
                "HTTP/1.1 200 OK\r\nA : 1\r\n",
                "HTTP/1.1 200 OK\r\nA: 1\r\n folded\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n"
            })
    void parse_badHead_isRefused(String head) {
        assertThat(catchThrowableOfType(BadMessageException.class, () -> parse(head)))
                .isNotNull();
    }

    static Stream<Arguments> framings() {
        return Stream.of(
                Arguments.of("GET", "200 OK\r\n", BodyFraming.UNTIL_CLOSE),
                Arguments.of("GET", "200 OK\r\nContent-Length: 5\r\n", BodyFraming.LENGTH),
                Arguments.of("GET", "200 OK\r\nContent-Length: 0\r\n", BodyFraming.NONE),
                Arguments.of("GET", "200 OK\r\nTransfer-Encoding: chunked\r\n", BodyFraming.CHUNKED),
                Arguments.of("HEAD", "200 OK\r\nTransfer-Encoding: chunked\r\n", BodyFraming.NONE),
                Arguments.of("HEAD", "200 OK\r\nContent-Length: 5\r\n", BodyFraming.NONE),
                Arguments.of("GET", "204 No Content\r\nContent-Length: 5\r\n", BodyFraming.NONE),
                Arguments.of("GET", "304 Not Modified\r\nContent-Length: 5\r\n", BodyFraming.NONE),
                Arguments.of("GET", "103 Early Hints\r\nContent-Length: 5\r\n", BodyFraming.NONE),
                Arguments.of("POST", "500\r\n", BodyFraming.UNTIL_CLOSE));
    }

    @ParameterizedTest
    @MethodSource("framings")
    void bodyFraming_ofMethodStatusAndFields_isFound(String method, String rest, BodyFraming framing) throws Exception {
        assertThat(parse("HTTP/1.1 " + rest).bodyFraming(method)).isEqualTo(framing);
    }

    static Stream<Arguments> persistence() {
        return Stream.of(
                Arguments.of("HTTP/1.1 200 OK\r\n", true),
                Arguments.of("HTTP/1.1 200 OK\r\nConnection: Close\r\n", false),
                Arguments.of("HTTP/1.0 200 OK\r\n", false),
                Arguments.of("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n", true),
                Arguments.of("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n", false));
    }

    @ParameterizedTest
    @MethodSource("persistence")
    void keepAlive_ofVersionAndFields_isFound(String head, boolean keep) throws Exception {
        assertThat(parse(head).keepAlive()).isEqualTo(keep);
    }

    @Test
    void informational_isEvery1xxBut101() throws Exception {
        assertThat(parse("HTTP/1.1 100 Continue\r\n").informational()).isTrue();
        assertThat(parse("HTTP/1.1 199 What\r\n").informational()).isTrue();
        assertThat(parse("HTTP/1.1 101 Switching\r\n").informational()).isFalse();
        assertThat(parse("HTTP/1.1 200 OK\r\n").informational()).isFalse();
    }

    @Test
    void writeTo_head_keepsLinesAsTheyAreButHopByHop() throws Exception {
        ResponseHead head = parse("HTTP/1.0 299 Odd  Reason\r\nb: 1\r\nKeep-Alive: 5\r\nA:2\r\nConnection: x-gone\r\n"
                + "X-GONE: 1\r\nTransfer-Encoding: Chunked\r\nUpgrade: h3\r\nHost: odd\r\nb: 3\r\n");
        assertThat(written(head, true, Persistence.UNSAID))
                .isEqualTo(
                        "HTTP/1.1 299 Odd  Reason\r\nb: 1\r\nA:2\r\nTransfer-Encoding: Chunked\r\nHost: odd\r\nb: 3\r\n\r\n");
        assertThat(written(head, false, Persistence.CLOSE))
                .isEqualTo("HTTP/1.1 299 Odd  Reason\r\nb: 1\r\nA:2\r\nHost: odd\r\nb: 3\r\nconnection: close\r\n\r\n");
        assertThat(written(head, false, Persistence.KEEP_ALIVE)).endsWith("\r\nconnection: keep-alive\r\n\r\n");
    }

    @Test
    void writeTo_switchingProtocols_namesTheProtocol() throws Exception {
        ResponseHead head =
                parse("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX: 1\r\n");
        assertThat(written(head, true, Persistence.UPGRADE))
                .isEqualTo(
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nX: 1\r\nconnection: upgrade\r\n\r\n");
    }

    @Test
    void forEachEndToEnd_visitsInOrderWithoutFraming() throws Exception {
        List<String> seen = new ArrayList<>();
        parse("HTTP/1.1 200 OK\r\nB: 1\r\nTransfer-Encoding: chunked\r\nConnection: x\r\nX: 2\r\nA: 3 \r\n")
                .forEachEndToEnd((name, value) -> seen.add(name + "=" + value));
        assertThat(seen).containsExactly("B=1", "A=3");
    }

    private static String written(ResponseHead head, boolean keepChunked, Persistence persistence) {
        ByteBuf out = Unpooled.buffer();
        head.writeTo(out, keepChunked, persistence);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static ResponseHead parse(String head) throws BadMessageException {
        return ResponseHead.parse((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
