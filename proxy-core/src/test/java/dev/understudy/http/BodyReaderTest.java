package dev.understudy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BodyReaderTest {
    private final BodyReader body = BodyReader.ofRequests();
    private final ByteBuf in = Unpooled.copiedBuffer("2\r\nab\r\n0\r\n\r\nnext", StandardCharsets.ISO_8859_1);

    @Test
    void take_none_takesNothingAndIsDone() throws Exception {
        body.start(BodyFraming.NONE, -1);
        assertThat(body.take(in)).isZero();
        assertThat(body.done()).isTrue();
        assertThat(body.begun()).isTrue();
    }

    @Test
    void take_length_takesThatMuchAndNoMore() throws Exception {
        body.start(BodyFraming.LENGTH, 20);
        assertThat(body.take(in)).isEqualTo(16);
        assertThat(body.done()).isFalse();
        assertThat(body.take(in)).isEqualTo(4);
        assertThat(body.done()).isTrue();
        assertThat(body.take(in)).isZero();
    }

    @Test
    void take_chunked_stopsAtItsEnd() throws Exception {
        body.start(BodyFraming.CHUNKED, -1);
        assertThat(body.begun()).isFalse();
        assertThat(body.take(in)).isEqualTo(12);
        assertThat(body.done()).isTrue();
        assertThat(body.begun()).isTrue();
    }

    @Test
    void take_untilClose_takesEverythingAndIsNeverDone() throws Exception {
        body.start(BodyFraming.UNTIL_CLOSE, -1);
        assertThat(body.take(in)).isEqualTo(16);
        assertThat(body.done()).isFalse();
    }

    @Test
    void start_again_forgetsTheBodyBefore() throws Exception {
        body.start(BodyFraming.CHUNKED, -1);
        body.take(in);
        body.start(BodyFraming.CHUNKED, -1);
        assertThat(body.done()).isFalse();
        assertThat(body.framing()).isEqualTo(BodyFraming.CHUNKED);
    }
}
