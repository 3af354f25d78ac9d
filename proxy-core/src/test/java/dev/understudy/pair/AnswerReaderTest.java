package dev.understudy.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Timeline;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerReaderTest {
    private static final Dialect CHAT = Dialects.named("openai-chat");
    private static final String ROLE = "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}\n\n";
    private static final String END =
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

    @Test
    void read_stream_putsTokensOnTheClock() {
        String one = token("Hel");
        String two = token("lo");
        int first = ROLE.length();
        int second = first + one.length();
        int third = second + two.length();
        String body = ROLE + one + two + END;
        Timeline timeline = new Timeline(
                100, 150, 500, new long[] {200, 300, 450, 500}, new int[] {first, second, third, body.length()});
        Answer answer = AnswerReader.read(Arm.CANDIDATE, response(body, timeline), CHAT, 1 << 20);
        assertThat(answer.completion().text()).isEqualTo("Hello");
        assertThat(answer.streamed()).isTrue();
        assertThat(answer.timing().durationNanos()).isEqualTo(400);
        assertThat(answer.timing().firstByteNanos()).isEqualTo(50);
        assertThat(answer.timing().firstTokenNanos()).isEqualTo(200);
        assertThat(answer.timing().gapsNanos()).containsExactly(150);
    }

    @Test
    void read_eventSplitOverPieces_hasArrivedWithItsLastByte() {
        String one = token("Hello");
        String body = ROLE + one + END;
        int middle = ROLE.length() + 5;
        Timeline timeline = new Timeline(
                0, 10, 90, new long[] {20, 70, 90}, new int[] {middle, ROLE.length() + one.length(), body.length()});
        assertThat(AnswerReader.read(Arm.LIVE, response(body, timeline), CHAT, 1 << 20)
                        .timing()
                        .firstTokenNanos())
                .isEqualTo(70);
    }

    @Test
    void read_notStreamed_hasNoTokenTimes() {
        String body = "{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}";
        Timeline timeline = new Timeline(100, 150, 200, new long[] {200}, new int[] {body.length()});
        Answer answer = AnswerReader.read(Arm.LIVE, response(body, timeline), CHAT, 1 << 20);
        assertThat(answer.timing().firstTokenNanos()).isNull();
        assertThat(answer.timing().gapsNanos()).isEmpty();
        assertThat(answer.timing().firstByteNanos()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE, CONNECTION",
        "TIMED_OUT, TIMEOUT",
        "BROKEN, TRUNCATED",
        "CAPPED, TRUNCATED",
        "MALFORMED, MALFORMED",
        "CANCELLED, OTHER"
    })
    void read_brokenOff_saysHow(Ending ending, ErrorKind kind) {
        Answer answer = AnswerReader.read(Arm.CANDIDATE, CapturedResponse.none(ending, "why", 100, 300), CHAT, 1 << 20);
        assertThat(answer.status()).isZero();
        assertThat(answer.completion().error().kind()).isEqualTo(kind);
        assertThat(answer.completion().error().message()).isEqualTo("why");
        assertThat(answer.timing().durationNanos()).isEqualTo(200);
        assertThat(answer.timing().firstByteNanos()).isNull();
        assertThat(answer.succeeded()).isFalse();
    }

    @Test
    void read_compressedStream_keepsTheTimesOfItsTokens() throws Exception {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        GZIPOutputStream gzip = new GZIPOutputStream(coded, true);
        int[] ends = new int[3];
        String[] pieces = {ROLE + token("Hel"), token("lo"), END};
        for (int i = 0; i < pieces.length; i++) {
            gzip.write(pieces[i].getBytes(StandardCharsets.UTF_8));
            gzip.flush();
            ends[i] = coded.size();
        }
        gzip.close();
        ends[2] = coded.size();
        Answer answer = AnswerReader.read(Arm.LIVE, compressed(coded.toByteArray(), ends, "gzip"), CHAT, 1 << 20);
        assertThat(answer.completion().text()).isEqualTo("Hello");
        assertThat(answer.timing().firstTokenNanos()).isEqualTo(20);
        assertThat(answer.timing().gapsNanos()).containsExactly(50);
    }

    @Test
    void read_codingThatCannotBeTakenOff_isMalformed() {
        CapturedResponse unknown = compressed(new byte[] {1, 2, 3}, new int[] {1, 2, 3}, "compress");
        assertThat(AnswerReader.read(Arm.CANDIDATE, unknown, CHAT, 100)
                        .completion()
                        .error()
                        .kind())
                .isEqualTo(ErrorKind.MALFORMED);
        assertThat(Endings.ofLive(unknown, null)).isEqualTo(Outcome.SKIPPED_CONTENT);
        CapturedResponse damaged = compressed(new byte[] {1, 2, 3}, new int[] {1, 2, 3}, "gzip");
        assertThat(Endings.ofLive(damaged, null)).isEqualTo(Outcome.LIVE_TRUNCATED);
    }

    private static CapturedResponse compressed(byte[] body, int[] ends, String coding) {
        Headers headers = Headers.of("content-type", "text/event-stream", "content-encoding", coding);
        Timeline timeline = new Timeline(0, 10, 90, new long[] {20, 70, 90}, ends);
        return new CapturedResponse(200, headers, body, timeline, Ending.COMPLETE, "");
    }

    private static String token(String text) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
    }

    private static CapturedResponse response(String body, Timeline timeline) {
        return new CapturedResponse(
                200,
                Headers.of("content-type", "text/event-stream"),
                body.getBytes(StandardCharsets.UTF_8),
                timeline,
                Ending.COMPLETE,
                "");
    }
}
