package dev.understudy.tee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Outcome;
import dev.understudy.http.BadMessageException;
import dev.understudy.http.BodyFraming;
import dev.understudy.http.RequestHead;
import dev.understudy.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TeeTest {
    private final CaptureBudget budget = new CaptureBudget(1 << 20);
    private final FakeIntake intake = new FakeIntake();
    private final List<ByteBuf> wire = new ArrayList<>();

    @AfterEach
    void nothingIsHeld() {
        wire.forEach(buffer -> assertThat(buffer.refCnt()).isEqualTo(1));
        wire.forEach(ByteBuf::release);
        assertThat(budget.used()).isZero();
    }

    @Test
    void exchange_whole_isOfferedAndEndedOnceWithBothBodies() throws Exception {
        Tee tee = tee("Content-Length: 10000\r\n");
        tee.request(bytes("q".repeat(10_000)));
        tee.requestComplete();
        answer(tee, "Content-Length: 9000\r\n", "a".repeat(9_000));
        tee.ended(Ending.COMPLETE, "", 30);
        tee.ended(Ending.BROKEN, "again", 40);
        assertThat(intake.told).containsExactly("offered", "ended");
        assertThat(tee.takeRequest().body()).hasSize(10_000);
        CapturedResponse response = tee.takeResponse();
        assertThat(response.body()).hasSize(9_000);
        assertThat(response.ending()).isEqualTo(Ending.COMPLETE);
        assertThat(budget.used()).isPositive();
        tee.close();
    }

    @Test
    void request_brokenOff_isLostAndNothingIsHeld() throws Exception {
        Tee tee = tee("Content-Length: 10000\r\n");
        tee.request(bytes("q".repeat(9_000)));
        tee.ended(Ending.CLIENT_GONE, "left", 1);
        assertThat(intake.told).containsExactly("lost " + Outcome.CLIENT_GONE);
    }

    @Test
    void request_largeAndNoRoomForIt_isNotCapturedAtAll() throws Exception {
        intake.room = 100_000;
        Tee tee = tee("Content-Length: 200000\r\n");
        tee.request(bytes("q".repeat(100_000)));
        assertThat(budget.used()).isZero();
        tee.request(bytes("q".repeat(100_000)));
        tee.requestComplete();
        assertThat(intake.told).containsExactly("lost " + Outcome.DROPPED_CAPTURE_BUDGET);
    }

    @Test
    void request_smallAndNoRoomForIt_isCapturedAndOffered() throws Exception {
        intake.room = 0;
        Tee tee = tee("Content-Length: 1000\r\n");
        tee.request(bytes("q".repeat(1_000)));
        tee.requestComplete();
        assertThat(intake.told).containsExactly("offered");
        tee.close();
    }

    @Test
    void request_chunkedOnManyPieces_isPutTogetherWithoutFraming() throws Exception {
        Tee tee = tee("Transfer-Encoding: chunked\r\n");
        tee.request(bytes("1388\r\n" + "q".repeat(2_500)));
        tee.request(bytes("r".repeat(2_500) + "\r\n3\r\ns"));
        tee.request(bytes("ss\r\n0\r\n\r\n"));
        tee.requestComplete();
        assertThat(new String(tee.takeRequest().body(), StandardCharsets.US_ASCII))
                .isEqualTo("q".repeat(2_500) + "r".repeat(2_500) + "sss");
        tee.close();
    }

    @Test
    void request_afterTheEnd_isNeitherCapturedNorOffered() throws Exception {
        Tee tee = tee("Content-Length: 10000\r\n");
        tee.ended(Ending.UNREACHABLE, "connect_failed", 1);
        tee.request(bytes("q".repeat(10_000)));
        tee.requestComplete();
        assertThat(intake.told).containsExactly("lost " + Outcome.LIVE_TRUNCATED);
    }

    @Test
    void request_afterTheHandOver_belongsToTheWorker() throws Exception {
        Tee tee = tee("Content-Length: 1\r\n");
        tee.request(bytes("q"));
        tee.requestComplete();
        tee.request(bytes("tunnelled".repeat(1_000)));
        assertThat(tee.takeRequest().body()).hasSize(1);
        tee.close();
    }

    @Test
    void request_overItsLimit_isLostForThatReasonOnly() throws Exception {
        intake.requestLimit = 100;
        Tee tee = tee("Transfer-Encoding: chunked\r\n");
        tee.request(bytes("c8\r\n" + "q".repeat(200) + "\r\n0\r\n\r\n"));
        tee.requestComplete();
        answer(tee, "Content-Length: 1\r\n", "a");
        tee.ended(Ending.COMPLETE, "", 3);
        assertThat(intake.told).containsExactly("lost " + Outcome.DROPPED_BODY_LIMIT);
    }

    @Test
    void request_declaredOverItsLimit_isNotEvenCopied() throws Exception {
        intake.requestLimit = 100;
        Tee tee = tee("Content-Length: 101\r\n");
        tee.request(bytes("q".repeat(50)));
        assertThat(budget.used()).isZero();
        tee.ended(Ending.COMPLETE, "", 3);
    }

    @Test
    void offer_refused_releasesAndTellsNoMore() throws Exception {
        intake.takes = false;
        Tee tee = tee("Content-Length: 5000\r\n");
        tee.request(bytes("q".repeat(5_000)));
        tee.requestComplete();
        assertThat(budget.used()).isZero();
        answer(tee, "Content-Length: 1\r\n", "a");
        tee.ended(Ending.COMPLETE, "", 3);
        assertThat(intake.told).containsExactly("refused");
    }

    @Test
    void response_thatBeganBeforeTheRequestWasWhole_isCappedNotJudgedFromItsMiddle() throws Exception {
        Tee tee = tee("Content-Length: 2\r\n");
        tee.request(bytes("q"));
        tee.responseHead(response("Transfer-Encoding: chunked\r\n"), BodyFraming.CHUNKED, 5);
        tee.response(bytes("5\r\nhe"), 6);
        tee.request(bytes("q"));
        tee.requestComplete();
        tee.response(bytes("llo\r\n0\r\n\r\n"), 7);
        tee.ended(Ending.COMPLETE, "", 8);
        CapturedResponse response = tee.takeResponse();
        assertThat(response.ending()).isEqualTo(Ending.CAPPED);
        assertThat(response.body()).isEmpty();
        tee.takeRequest();
        tee.close();
    }

    @Test
    void response_unwanted_isNotCopiedAnyMore() throws Exception {
        Tee tee = tee("");
        tee.requestComplete();
        tee.unwanted();
        answer(tee, "Content-Length: 9000\r\n", "a".repeat(9_000));
        assertThat(budget.used()).isZero();
        tee.ended(Ending.COMPLETE, "", 8);
        assertThat(tee.takeResponse().ending()).isEqualTo(Ending.CAPPED);
        tee.close();
    }

    @Test
    void close_withoutTaking_givesEverythingBack() throws Exception {
        Tee tee = tee("Content-Length: 9000\r\n");
        tee.request(bytes("q".repeat(9_000)));
        tee.requestComplete();
        answer(tee, "Content-Length: 9000\r\n", "a".repeat(9_000));
        tee.ended(Ending.BROKEN, "broken_off", 8);
        tee.close();
        assertThat(budget.used()).isZero();
    }

    @Test
    void follow_handedOver_isToldOnceByTheWorker() throws Exception {
        List<String> told = new ArrayList<>();
        Tee tee = tee("");
        tee.requestComplete();
        assertThat(tee.follow((model, answer) -> told.add(model))).isTrue();
        tee.ended(Ending.COMPLETE, "", 8);
        assertThat(told).isEmpty();
        assertThat(tee.followed()).isTrue();
        tee.tell("gpt", null);
        tee.tell("again", null);
        assertThat(told).containsExactly("gpt");
        assertThat(tee.followed()).isFalse();
        tee.close();
    }

    @Test
    void follow_notHandedOver_isNobodysToTell() throws Exception {
        Tee broken = tee("Content-Length: 10000\r\n");
        broken.request(bytes("q".repeat(9_000)));
        assertThat(broken.follow((model, answer) -> {})).isFalse();
        broken.ended(Ending.CLIENT_GONE, "left", 1);
        intake.takes = false;
        Tee refused = tee("");
        refused.requestComplete();
        assertThat(refused.follow((model, answer) -> {})).isFalse();
    }

    private Tee tee(String fields) throws BadMessageException {
        String head = "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
        return new Tee(intake, budget, "id", RequestHead.parse(head.getBytes(StandardCharsets.US_ASCII)), 1);
    }

    private void answer(Tee tee, String fields, String body) throws BadMessageException {
        tee.responseHead(response(fields), BodyFraming.LENGTH, 10);
        tee.response(bytes(body), 20);
    }

    private static ResponseHead response(String fields) throws BadMessageException {
        return ResponseHead.parse(("HTTP/1.1 200 OK\r\n" + fields + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private ByteBuf bytes(String text) {
        ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(text.length());
        wire.add(buffer);
        return buffer.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static final class FakeIntake implements MirrorIntake {
        private final List<String> told = new ArrayList<>();
        private long requestLimit = 1 << 20;
        private boolean takes = true;
        private long room = Long.MAX_VALUE;

        @Override
        public boolean eligible(String method, String path, boolean mirroredAlready) {
            return true;
        }

        @Override
        public long requestLimit() {
            return requestLimit;
        }

        @Override
        public long responseLimit() {
            return 1 << 20;
        }

        @Override
        public Outcome refuses(long requestBytes) {
            return requestBytes <= room ? null : Outcome.DROPPED_CAPTURE_BUDGET;
        }

        @Override
        public boolean offer(LiveExchange exchange) {
            told.add(takes ? "offered" : "refused");
            return takes;
        }

        @Override
        public void ended(LiveExchange exchange) {
            told.add("ended");
        }

        @Override
        public void lost(Outcome outcome) {
            told.add("lost " + outcome);
        }
    }
}
