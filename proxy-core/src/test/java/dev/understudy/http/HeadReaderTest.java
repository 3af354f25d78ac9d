package dev.understudy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadReaderTest {
    private static final String FIRST = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String SECOND = "POST /b HTTP/1.1\r\nA: 1\r\nB: \r\nContent-Length: 0\r\n\r\n";

    @Test
    void read_everyCutOfTwoHeads_findsBothAndLeavesTheRest() throws Exception {
        String wire = FIRST + "\r\n" + SECOND + "rest";
        for (int first = 0; first <= wire.length(); first++) {
            for (int second = first; second <= wire.length(); second++) {
                ByteBuf in = Unpooled.buffer();
                HeadReader reader = new HeadReader(1_000);
                List<String> heads = new ArrayList<>();
                read(reader, in, wire.substring(0, first), heads);
                read(reader, in, wire.substring(first, second), heads);
                read(reader, in, wire.substring(second), heads);
                assertThat(heads).containsExactly(FIRST, SECOND);
                assertThat(in.toString(StandardCharsets.ISO_8859_1)).isEqualTo("rest");
            }
        }
    }

    @Test
    void read_byteByByte_findsTheHeadWithItsLastByte() throws Exception {
        ByteBuf in = Unpooled.buffer();
        HeadReader reader = new HeadReader(1_000);
        for (int i = 0; i < SECOND.length() - 1; i++) {
            in.writeByte(SECOND.charAt(i));
            assertThat(reader.read(in)).isNull();
            assertThat(reader.started()).isTrue();
            assertThat(in.readableBytes()).isEqualTo(i + 1);
        }
        in.writeByte('\n');
        assertThat(reader.read(in)).asString(StandardCharsets.ISO_8859_1).isEqualTo(SECOND);
        assertThat(reader.started()).isFalse();
        assertThat(in.isReadable()).isFalse();
    }

    @Test
    void read_emptyLinesOnly_startsNoHead() throws Exception {
        ByteBuf in = latin1("\r\n\r\n\r\n");
        HeadReader reader = new HeadReader(1_000);
        assertThat(reader.read(in)).isNull();
        assertThat(reader.started()).isFalse();
        assertThat(in.isReadable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\nGET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n\n",
                "GET / HTTP/1.1\r\n\nHost: x\r\n\r\n"
            })
    void read_bareLineFeed_isRefusedHoweverItIsCut(String wire) {
        for (int cut = 0; cut <= wire.length(); cut++) {
            ByteBuf in = Unpooled.buffer();
            HeadReader reader = new HeadReader(1_000);
            String start = wire.substring(0, cut);
            String end = wire.substring(cut);
            BadMessageException refused = catchThrowableOfType(BadMessageException.class, () -> {
                List<String> heads = new ArrayList<>();
                read(reader, in, start, heads);
                read(reader, in, end, heads);
            });
            assertThat(refused).as("cut at %d", cut).isNotNull();
            assertThat(refused.status()).isEqualTo(400);
        }
    }

    @Test
    void read_headAtTheLimit_isTaken() throws Exception {
        HeadReader reader = new HeadReader(FIRST.length());
        assertThat(reader.read(latin1(FIRST))).hasSize(FIRST.length());
    }

    @Test
    void read_headOverTheLimit_is431HoweverItArrives() {
        HeadReader whole = new HeadReader(FIRST.length() - 1);
        ByteBuf in = latin1(FIRST);
        assertThat(refusal(() -> whole.read(in)).status()).isEqualTo(431);

        HeadReader endless = new HeadReader(100);
        ByteBuf pieces = Unpooled.buffer();
        BadMessageException refused = refusal(() -> {
            while (true) {
                pieces.writeByte('x');
                endless.read(pieces);
            }
        });
        assertThat(refused.status()).isEqualTo(431);
        assertThat(pieces.readableBytes()).isEqualTo(101);
    }

    private static BadMessageException refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(BadMessageException.class, call);
    }

    private static void read(HeadReader reader, ByteBuf in, String piece, List<String> heads)
            throws BadMessageException {
        in.writeBytes(piece.getBytes(StandardCharsets.ISO_8859_1));
        // "rest" is what follows the second head: not for the reader any more.
        while (heads.size() < 2) {
            byte[] head = reader.read(in);
            if (head == null) {
                return;
            }
            heads.add(new String(head, StandardCharsets.ISO_8859_1));
        }
    }

    private static ByteBuf latin1(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }
}
