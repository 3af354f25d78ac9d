package dev.understudy.tee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.exchange.Outcome;
import dev.understudy.http.BodyFraming;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyCaptureTest {
    private final CaptureBudget budget = new CaptureBudget(8 << 20);
    private final List<ByteBuf> wire = new ArrayList<>();

    @AfterEach
    void everyBufferIsOurs() {
        for (ByteBuf buffer : wire) {
            assertThat(buffer.refCnt())
                    .as("only the caller's own reference is left")
                    .isEqualTo(1);
            buffer.release();
        }
        assertThat(budget.used()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 500, 4_095, 4_096, 9_000, 70_000})
    void take_piecesOfAnySize_areTheBody(int size) {
        byte[] body = new byte[Math.min(150_000, size * 300)];
        new Random(size).nextBytes(body);
        BodyCapture capture = new BodyCapture(budget, 1 << 20);
        capture.framing(BodyFraming.LENGTH, body.length);
        int pieces = 0;
        for (int at = 0; at < body.length; at += size) {
            capture.add(wire(body, at, Math.min(body.length, at + size)), pieces++);
        }
        assertThat(budget.used()).isGreaterThanOrEqualTo(body.length);
        BodyCapture.Content content = capture.take();
        assertThat(content.bytes()).isEqualTo(body);
        assertThat(content.arrivals()).hasSize(pieces);
        assertThat(content.ends()).hasSize(pieces);
        for (int i = 0; i < pieces; i++) {
            assertThat(content.arrivals()[i]).isEqualTo(i);
            assertThat(content.ends()[i]).isEqualTo(Math.min(body.length, (i + 1) * size));
        }
        capture.release();
    }

    @Test
    void add_piecesOfOneByte_areChargedWithTheirClocks() {
        BodyCapture capture = new BodyCapture(budget, 1 << 20);
        for (int i = 0; i < 10_000; i++) {
            capture.add(wire(new byte[1], 0, 1), i);
        }
        assertThat(budget.used()).isGreaterThan(10_000L * 2 * Long.BYTES);
        capture.release();
    }

    @Test
    void take_mixedPieces_keepTheirOrder() {
        Random random = new Random(5);
        BodyCapture capture = new BodyCapture(budget, 1 << 20);
        capture.framing(BodyFraming.UNTIL_CLOSE, -1);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (int i = 0; i < 60; i++) {
            byte[] piece = new byte[random.nextInt(10_000)];
            random.nextBytes(piece);
            expected.writeBytes(piece);
            capture.add(wire(piece, 0, piece.length), i);
        }
        assertThat(Arrays.equals(capture.take().bytes(), expected.toByteArray()))
                .isTrue();
        capture.release();
    }

    @Test
    void take_chunkedBody_isItsContentAndEndsAreContentOffsets() {
        byte[] body = "3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        for (int cut = 0; cut <= body.length; cut++) {
            BodyCapture capture = new BodyCapture(budget, 1 << 20);
            capture.framing(BodyFraming.CHUNKED, -1);
            capture.add(wire(body, 0, cut), 1);
            capture.add(wire(body, cut, body.length), 2);
            BodyCapture.Content content = capture.take();
            assertThat(content.bytes()).asString(StandardCharsets.US_ASCII).isEqualTo("abcdef");
            assertThat(content.ends()[content.ends().length - 1]).isEqualTo(6);
            capture.release();
        }
    }

    @Test
    void take_chunkedBodyCutOffMidway_isWhatWasThere() {
        byte[] body = "3\r\nabc\r\n5\r\nde".getBytes(StandardCharsets.US_ASCII);
        BodyCapture capture = new BodyCapture(budget, 1 << 20);
        capture.framing(BodyFraming.CHUNKED, -1);
        capture.add(wire(body, 0, body.length), 1);
        assertThat(capture.take().bytes()).asString(StandardCharsets.US_ASCII).isEqualTo("abcde");
        capture.release();
    }

    @Test
    void add_overItsLimit_givesEverythingBackAndStaysSo() {
        BodyCapture capture = new BodyCapture(budget, 10_000);
        capture.framing(BodyFraming.UNTIL_CLOSE, -1);
        capture.add(wire(new byte[5_000], 0, 5_000), 1);
        capture.add(wire(new byte[5_000], 0, 5_000), 2);
        assertThat(capture.overflow()).isNull();
        capture.add(wire(new byte[1], 0, 1), 3);
        assertThat(capture.overflow()).isEqualTo(Outcome.DROPPED_BODY_LIMIT);
        assertThat(budget.used()).isZero();
        capture.add(wire(new byte[1], 0, 1), 4);
        assertThat(budget.used()).isZero();
        assertThat(capture.take().bytes()).isEmpty();
        capture.release();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 5_000})
    void add_withoutBudget_givesEverythingBack(int size) {
        budget.limit(20_000);
        BodyCapture capture = new BodyCapture(budget, 1 << 20);
        capture.framing(BodyFraming.UNTIL_CLOSE, -1);
        for (int i = 0; i < 400; i++) {
            capture.add(wire(new byte[size], 0, size), i);
        }
        assertThat(capture.overflow()).isEqualTo(Outcome.DROPPED_CAPTURE_BUDGET);
        assertThat(budget.used()).isZero();
    }

    @Test
    void release_twiceOrBeforeAnything_doesNoHarm() {
        BodyCapture capture = new BodyCapture(budget, 1 << 20);
        capture.release();
        capture.add(wire(new byte[9_000], 0, 9_000), 1);
        capture.release();
        capture.release();
    }

    private ByteBuf wire(byte[] bytes, int from, int to) {
        ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(Math.max(1, to - from));
        wire.add(buffer);
        return buffer.writeBytes(bytes, from, to - from);
    }
}
