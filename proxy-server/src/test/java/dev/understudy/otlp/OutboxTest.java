package dev.understudy.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.understudy.config.OtlpConfig;
import dev.understudy.testing.LogLines;
import dev.understudy.testing.TestCertificate;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Messages on their way, with time that passes when the test says so. */
final class OutboxTest {
    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @RegisterExtension
    final LogLines log = LogLines.of(Outbox.class);

    private final List<String> fate = new ArrayList<>();
    private OtlpReceiver receiver;
    private long now;

    @BeforeEach
    void begin() throws Exception {
        receiver = new OtlpReceiver();
    }

    @AfterEach
    void end() {
        receiver.close();
    }

    private static OtlpConfig config(String url, Map<String, String> headers, boolean gzip, Path ca) {
        return new OtlpConfig(
                URI.create(url), headers, TIMEOUT, gzip, ca, "s", Map.of(), true, Duration.ofSeconds(60), true, 100);
    }

    private Outbox outbox(int attempts) {
        return outbox(config(receiver.url(), Map.of(), false, null), attempts);
    }

    private static Outbox outbox(OtlpConfig config, int attempts) {
        return new Outbox("traces", new Collector(config), TIMEOUT, attempts);
    }

    private final class Noted implements Outbox.Fate {
        @Override
        public void taken(HttpResponse<byte[]> response) {
            fate.add("taken");
        }

        @Override
        public void lost() {
            fate.add("lost");
        }
    }

    private void send(Outbox outbox) {
        outbox.send(MESSAGE, new Noted(), now);
    }

    private void awaitFate(Outbox outbox, String... expected) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            outbox.step(now);
            assertThat(fate).containsExactly(expected);
        });
    }

    /** Until so many requests have come and been answered. */
    private void awaitAttempts(Outbox outbox, int count) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            outbox.step(now);
            assertThat(receiver.got()).hasSize(count);
        });
    }

    private void passes(long seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void send_collectorThatTakesIt_hasItAsItIs() {
        Outbox outbox = outbox(1);
        send(outbox);
        assertThat(outbox.idle()).isFalse();
        awaitFate(outbox, "taken");
        assertThat(outbox.idle()).isTrue();
        OtlpReceiver.Got got = receiver.got().get(0);
        assertThat(got.path()).isEqualTo("/v1/traces");
        assertThat(got.body()).isEqualTo(MESSAGE);
        assertThat(got.headers()).containsEntry("content-type", "application/x-protobuf");
    }

    @Test
    void send_gzipHeadersAndPrefix_areUsed() {
        OtlpConfig config = config(receiver.url() + "/otlp/", Map.of("authorization", "Bearer t"), true, null);
        Outbox outbox = outbox(config, 1);
        send(outbox);
        awaitFate(outbox, "taken");
        OtlpReceiver.Got got = receiver.got().get(0);
        assertThat(got.path()).isEqualTo("/otlp/v1/traces");
        assertThat(got.body()).isEqualTo(MESSAGE);
        assertThat(got.headers()).containsEntry("authorization", "Bearer t").containsEntry("content-encoding", "gzip");
    }

    @Test
    void send_overTls_trustsTheCaOfTheFileAndNoOther() throws Exception {
        TestCertificate certificate = TestCertificate.forLoopback(folder);
        try (OtlpReceiver secure = new OtlpReceiver(certificate.context())) {
            Outbox trusting = outbox(config(secure.url(), Map.of(), false, certificate.certificate()), 1);
            send(trusting);
            awaitFate(trusting, "taken");
            Outbox other = outbox(config(secure.url(), Map.of(), false, null), 1);
            send(other);
            awaitFate(other, "taken", "lost");
        }
    }

    @Test
    void ca_withoutACertificate_isRefused() throws Exception {
        Path empty = Files.writeString(folder.resolve("ca.crt"), "");
        assertThatThrownBy(() -> new Collector(config(receiver.url(), Map.of(), false, empty)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("otlp.tls.ca: " + empty + " (expected: a PEM file with certificates; it has none)");
    }

    @Test
    void step_collectorThatIsOverloaded_isAskedAgainLaterAndLater() {
        receiver.answering(503);
        Outbox outbox = outbox(3);
        send(outbox);
        awaitAttempts(outbox, 1);
        awaitPause(outbox);
        passes(1);
        awaitAttempts(outbox, 2);
        awaitPause(outbox);
        passes(1);
        outbox.step(now);
        assertThat(receiver.got()).hasSize(2);
        receiver.answering(200);
        passes(1);
        awaitFate(outbox, "taken");
        assertThat(receiver.got()).hasSize(3);
    }

    @Test
    void step_retryAfter_isObeyed() {
        receiver.answering(429).retryAfter("20");
        Outbox outbox = outbox(2);
        send(outbox);
        awaitAttempts(outbox, 1);
        awaitPause(outbox);
        passes(19);
        outbox.step(now);
        assertThat(receiver.got()).hasSize(1);
        passes(1);
        awaitFate(outbox, "lost");
        assertThat(receiver.got()).hasSize(2);
    }

    /** The answer has come, and nothing is under way: a step long before the next attempt changes nothing. */
    private void awaitPause(Outbox outbox) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            outbox.step(now);
            assertThat(outbox.pausing()).isTrue();
        });
    }

    @Test
    void step_collectorThatFails_isNotAskedAgain() {
        receiver.answering(500);
        Outbox outbox = outbox(4);
        send(outbox);
        awaitFate(outbox, "lost");
        assertThat(receiver.got()).hasSize(1);
    }

    @Test
    void step_collectorThatHangs_isGivenUpAfterTheTimeout() {
        receiver.hanging();
        Outbox outbox = outbox(1);
        send(outbox);
        awaitAttempts(outbox, 1);
        outbox.step(now + TIMEOUT.toNanos());
        assertThat(fate).isEmpty();
        outbox.step(now + TIMEOUT.toNanos() + 1);
        assertThat(fate).containsExactly("lost");
        assertThat(outbox.idle()).isTrue();
    }

    @Test
    void close_underWay_isLost() {
        receiver.hanging();
        Outbox outbox = outbox(4);
        send(outbox);
        outbox.close();
        assertThat(fate).containsExactly("lost");
        outbox.close();
        assertThat(fate).containsExactly("lost");
    }

    @Test
    void log_collectorThatFailsAndRecovers_hasALineForEach() {
        receiver.answering(500);
        Outbox outbox = outbox(1);
        for (int i = 1; i <= 3; i++) {
            send(outbox);
            awaitFate(outbox, List.of("lost", "lost", "lost").subList(0, i).toArray(String[]::new));
        }
        receiver.answering(200);
        send(outbox);
        awaitFate(outbox, "lost", "lost", "lost", "taken");
        assertThat(log.messages()).hasSize(2);
        assertThat(log.messages().get(0)).contains("it answers 500");
        assertThat(log.messages().get(1)).contains("delivered again");
    }
}
