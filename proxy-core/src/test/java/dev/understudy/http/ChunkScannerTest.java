package dev.understudy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkScannerTest {
    private static final String WIRE =
            "5\r\nhello\r\n0A;name;k=v;q=\"a;\\\"b \"\r\n0123456789\r\n1\r\n\n\r\n000;end\r\nT: 1\r\nU:\r\n\r\n";

    @Test
    void scan_everyTwoCuts_endsAtTheSameByteWithTheSameContent() throws Exception {
        ByteBuf in = latin1(WIRE + "next");
        for (int first = 0; first <= WIRE.length(); first++) {
            for (int second = first; second <= WIRE.length(); second++) {
                ChunkScanner scanner = ChunkScanner.keepingTrailers();
                StringBuilder content = new StringBuilder();
                ChunkScanner.ContentVisitor visitor = (buffer, from, length) ->
                        content.append(buffer.toString(from, length, StandardCharsets.ISO_8859_1));
                assertThat(scanner.scan(in, 0, first, visitor)).isEqualTo(first);
                assertThat(scanner.scan(in, first, second, visitor)).isEqualTo(second);
                assertThat(scanner.scan(in, second, in.writerIndex(), visitor)).isEqualTo(WIRE.length());
                assertThat(scanner.done()).isTrue();
                assertThat(content).hasToString("hello0123456789\n");
                assertThat(scanner.trailers()).isEqualTo("T: 1\r\nU:\r\n");
            }
        }
    }

    @Test
    void begun_isTrueWithTheLineFeedOfTheFirstSize() throws Exception {
        ByteBuf in = latin1("1f;a\r\n");
        ChunkScanner scanner = new ChunkScanner();
        scanner.scan(in, 0, 5, null);
        assertThat(scanner.begun()).isFalse();
        scanner.scan(in, 5, 6, null);
        assertThat(scanner.begun()).isTrue();
        assertThat(scanner.done()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "g\r\n",
                "0x5\r\n",
                "-1\r\n",
                "+5\r\n",
                " 5\r\n",
                "5 \r\n",
                "5\t;a\r\n",
                "5\n",
                "5\rX",
                "5; a\r\n",
                "5;\r\n",
                "5;;a\r\n",
                "5;a=\r\n",
                "5;=a\r\n",
                "5;a=b=c\r\n",
                "5;a=\"b\r\n",
                "5;a=\"b\\\"\r\n",
                "5;a=\"b\"c\r\n",
                "5;a=\"\0\"\r\n",
                "5;a\n",
                "5,5\r\n",
                "1000000000000000\r\n",
                "ffffffffffffffff\r\n",
                "5\r\nhelloX\n",
                "5\r\nhello\rX",
                "5\r\nhello\n",
                "0\r\n\n",
                "0\r\n\rX",
                "0\r\n: a\r\n",
                "0\r\n folded\r\n",
                "0\r\nA : 1\r\n",
                "0\r\nA: \0\r\n",
                "0\r\nA: a\rX",
                "0\r\nA: a\n",
                "0\r\nA\r\n"
            })
    void scan_brokenFraming_isRefusedHoweverItIsCut(String wire) {
        ByteBuf in = latin1(wire);
        for (int cut = 0; cut <= wire.length(); cut++) {
            int at = cut;
            ChunkScanner scanner = new ChunkScanner();
            BadMessageException refused = catchThrowableOfType(BadMessageException.class, () -> {
                scanner.scan(in, 0, at, null);
                scanner.scan(in, at, wire.length(), null);
            });
            assertThat(refused).as("cut at %d", cut).isNotNull();
            assertThat(refused.status()).isEqualTo(400);
        }
    }

    @Test
    void scan_endlessExtensionOrTrailer_isRefused() {
        assertThat(refusal("5;" + "a".repeat(5_000))).isEqualTo("chunk extension too long");
        assertThat(refusal("0\r\n" + "A: 1\r\n".repeat(5_000))).isEqualTo("trailers too long");
    }

    @Test
    void scan_largestSize_isCountedWithoutOverflow() throws Exception {
        ByteBuf in = latin1("fffffffffffffff\r\nabc");
        ChunkScanner scanner = new ChunkScanner();
        assertThat(scanner.scan(in, 0, in.writerIndex(), null)).isEqualTo(in.writerIndex());
        assertThat(scanner.done()).isFalse();
    }

    private static String refusal(String wire) {
        ByteBuf in = latin1(wire);
        return catchThrowableOfType(
                        BadMessageException.class, () -> new ChunkScanner().scan(in, 0, in.writerIndex(), null))
                .reason();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5",
                "CONTENT-LENGTH:",
                "transfer-encoding: chunked",
                "Host: elsewhere",
                "Connection: x",
                "Keep-Alive: 5",
                "Upgrade: websocket",
                "TE: trailers",
                "Trailer: x",
                "Expect: 100-continue",
                "Authorization: Bearer x",
                "Proxy-Authorization: x"
            })
    void scan_requestWithATrailerThatMayBeNone_isRefusedHoweverItIsCut(String trailer) throws Exception {
        String wire = "1\r\nx\r\n0\r\nX-Sum: a\r\n" + trailer + "\r\n\r\n";
        ByteBuf in = latin1(wire);
        for (int cut = 0; cut <= wire.indexOf(':', wire.indexOf(trailer)); cut++) {
            ChunkScanner scanner = ChunkScanner.ofRequest();
            assertThat(scanner.scan(in, 0, cut, null)).isEqualTo(cut);
            int from = cut;
            assertThat(catchThrowableOfType(
                                    BadMessageException.class, () -> scanner.scan(in, from, in.writerIndex(), null))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void scan_requestWithOrdinaryTrailers_endsBehindThem() throws Exception {
        String wire =
                "0\r\nX-Amz-Checksum-Crc32: a\r\nContent-MD5: b\r\nContent-Length2: 1\r\nX-Host: h\r\nHos: t\r\nT: 1\r\n"
                        + "A-name-that-is-longer-than-any-which-is-known: 1\r\n\r\n";
        ByteBuf in = latin1(wire + "next");
        ChunkScanner scanner = ChunkScanner.ofRequest();
        assertThat(scanner.scan(in, 0, in.writerIndex(), null)).isEqualTo(wire.length());
        assertThat(scanner.done()).isTrue();
    }

    @Test
    void scan_responseWithATrailerThatMayBeNone_isTheClientsBusiness() throws Exception {
        ByteBuf in = latin1("0\r\nContent-Length: 5\r\n\r\n");
        ChunkScanner scanner = new ChunkScanner();
        scanner.scan(in, 0, in.writerIndex(), null);
        assertThat(scanner.done()).isTrue();
    }

    private static ByteBuf latin1(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }
}
