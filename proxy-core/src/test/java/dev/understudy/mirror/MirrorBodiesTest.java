package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Outcome;
import java.io.ByteArrayOutputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that are large, coded or no requests; and how long they are kept. */
class MirrorBodiesTest {
    @Test
    void requestBody_malformed_isCounted() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            stage.offer(new FakeLive(Bodies.utf8("{\"model\": ")));
            stage.awaitEnded("s:malformed_request");
        }
    }

    @Test
    void requestBody_form_isSkipped() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            stage.offer(
                    new FakeLive(Bodies.utf8("--x"), Headers.of("content-type", "multipart/form-data; boundary=x")));
            stage.awaitEnded("s:skipped_content");
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip, 900000, s:compared", "gzip, 2000000, s:dropped_body_limit", "compress, 10, s:skipped_content"})
    void requestBody_encoded_isDecodedWithinTheLimitOrCounted(String coding, int size, String outcome)
            throws Exception {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(coded)) {
            gzip.write(Bodies.request("x".repeat(size)));
        }
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer(new FakeLive(coded.toByteArray(), Headers.of("content-encoding", coding)));
            if (outcome.equals("s:compared")) {
                stage.awaitCalls(1);
                stage.caller.candidate(0).answers("a");
                stage.liveEnds(live);
                assertThat(stage.caller.candidate(0).request.headers().contains("content-encoding"))
                        .isFalse();
            }
            stage.awaitEnded(outcome);
        }
    }

    @Test
    void liveAnswer_inACodingWeDoNotKnow_isSkippedAndNotJudged() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer(FakeLive.asking("hi")
                    .answers(FakeLive.response(200, new byte[] {1, 2, 3}, "content-encoding", "compress")));
            stage.liveEnds(live);
            stage.awaitEnded("s:skipped_content");
        }
    }

    @Test
    void requestBody_overTheShadowsLimit_isDroppedForThatShadowOnly() {
        byte[] large = Bodies.request("x".repeat(2 << 20));
        try (Stage stage = new Stage().apply(Configs.shadow("small"))) {
            assertThat(stage.intake().requestLimit()).isEqualTo(1 << 20);
            stage.offer(new FakeLive(large));
            stage.awaitEnded("small:dropped_body_limit");
        }
    }

    @Test
    void largeBody_whileItIsInWork_smallOnesArePlayed() {
        byte[] large = Bodies.request("x".repeat((int) LargeBodies.LARGE));
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            CountDownLatch inWork = stage.occupied(stage.mirror.workers().of(new FakeLive(large)));
            stage.offer(new FakeLive(large));

            stage.play("hi");

            stage.awaitEnded("s:compared");
            inWork.countDown();
            stage.awaitEnded("s:compared", "s:dropped_body_limit");
        }
    }

    @Test
    void largeBody_whileTheOneBeforeMadeLiveLate_staysOutsideAndIsCounted() {
        byte[] large = Bodies.request("x".repeat((int) LargeBodies.LARGE));
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            stage.offer(new FakeLive(large));
            stage.awaitEnded("s:dropped_body_limit");
            stage.mirror.liveWasLate(LargeBodies.LATE_NANOS);
            assertThat(stage.intake().refuses(LargeBodies.LARGE)).isEqualTo(Outcome.DROPPED_LIVE_LATE);
            assertThat(stage.intake().refuses(LargeBodies.LARGE - 1)).isNull();
            stage.offer(new FakeLive(large));
            stage.awaitEnded("s:dropped_body_limit", "s:dropped_live_late");
            stage.clock.advance(Duration.ofNanos(LargeBodies.FIRST_PAUSE_NANOS));
            assertThat(stage.intake().refuses(LargeBodies.LARGE)).isNull();
        }
    }

    @Test
    void candidateAnswered_liveStillRuns_requestAndAnswerBytesAreLetGo() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(1);
            WeakReference<CapturedResponse> answer = answerOf(stage);
            stage.settle();
            Stage.await(() -> {
                System.gc();
                assertThat(answer.get()).isNull();
            });
            stage.liveEnds(live);
            stage.awaitEnded("s:compared");
        }
    }

    /** In a method of its own, so that no local variable holds it. */
    private static WeakReference<CapturedResponse> answerOf(Stage stage) {
        CapturedResponse response = FakeLive.response(200, Bodies.answer("hello"));
        stage.caller.candidate(0).ends(response);
        return new WeakReference<>(response);
    }
}
