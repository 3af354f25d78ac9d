package dev.understudy.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.config.OtlpConfig;
import dev.understudy.publish.Metrics;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bounds, and that what is lost is counted. */
final class ExportingTest {
    private final Metrics metrics = new Metrics();
    private OtlpReceiver receiver;

    @BeforeEach
    void begin() throws Exception {
        receiver = new OtlpReceiver();
        metrics.otlp().enable();
    }

    @AfterEach
    void end() {
        receiver.close();
        metrics.close();
    }

    private Exporting exporting(Duration timeout) {
        OtlpConfig config = new OtlpConfig(
                URI.create(receiver.url()),
                Map.of(),
                timeout,
                false,
                null,
                "s",
                Map.of(),
                false,
                Duration.ofSeconds(60),
                true,
                100);
        return new Exporting(
                config,
                Resource.getDefaultInstance(),
                InstrumentationScope.getDefaultInstance(),
                metrics,
                Clock.systemUTC());
    }

    private void awaitCount(String result, int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(scraped())
                        .contains("understudy_otlp_spans_total{result=\"" + result + "\",} " + count + ".0"));
    }

    private String scraped() {
        return new String(metrics.scrape(null).body(), StandardCharsets.UTF_8);
    }

    @Test
    void offer_moreThanTheQueueHolds_isCounted() {
        Exporting exporting = exporting(Duration.ofSeconds(10));
        for (int i = 0; i < Exporting.QUEUE + 10; i++) {
            exporting.offer(Calls.traced("x-" + i, null, null));
        }
        awaitCount("queue_full", 10);
        exporting.start();
        exporting.end(Duration.ZERO);
        // All that was in it had no time to be sent.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(total()).isEqualTo(Exporting.QUEUE + 10));
    }

    private long total() {
        return scraped()
                .lines()
                .filter(line -> line.startsWith("understudy_otlp_spans_total{"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void offer_collectorThatHangs_keepsNoMoreThanItsBounds() throws Exception {
        receiver.hanging();
        Exporting exporting = exporting(Duration.ofMinutes(5));
        exporting.start();
        int offered = 30_000;
        for (int i = 0; i < offered; i++) {
            exporting.offer(Calls.traced("x-" + i, null, null));
        }
        int most = Exporting.QUEUE + Exporting.MOST_WAITING + Exporting.MOST_AT_ONCE;
        await().atMost(Duration.ofSeconds(30)).until(() -> total() >= offered - most);
        exporting.end(Duration.ZERO);
        exporting.awaitEnd(Duration.ofSeconds(30));
        assertThat(total()).isEqualTo(offered);
    }

    @Test
    void offer_afterTheEnd_isCounted() throws Exception {
        Exporting exporting = exporting(Duration.ofSeconds(10));
        exporting.start();
        exporting.end(Duration.ofSeconds(60));
        exporting.awaitEnd(Duration.ofSeconds(60));
        exporting.offer(Calls.traced("late", null, null));
        exporting.offer(Calls.traced("later", null, null));
        awaitCount("not_delivered", 2);
    }

    @Test
    void end_withTimeLeft_sendsEverything() throws Exception {
        Exporting exporting = exporting(Duration.ofSeconds(10));
        exporting.start();
        for (int i = 0; i < 2_000; i++) {
            exporting.offer(Calls.traced("x-" + i, null, null));
        }
        exporting.end(Duration.ofSeconds(60));
        exporting.awaitEnd(Duration.ofSeconds(60));
        assertThat(receiver.spans()).hasSize(2_000);
        assertThat(receiver.traces()).hasSizeGreaterThanOrEqualTo(4);
        awaitCount("sent", 2_000);
    }

    @Test
    void taken_inPart_countsTheRest() throws Exception {
        receiver.refusing(3);
        Exporting exporting = exporting(Duration.ofSeconds(10));
        exporting.start();
        for (int i = 0; i < 5; i++) {
            exporting.offer(Calls.traced("x-" + i, null, null));
        }
        exporting.end(Duration.ofSeconds(60));
        exporting.awaitEnd(Duration.ofSeconds(60));
        assertThat(total()).isEqualTo(5);
        assertThat(scraped()).contains("understudy_otlp_spans_total{result=\"refused\",} ");
        assertThat(scraped()).doesNotContain("understudy_otlp_spans_total{result=\"refused\",} 0.0");
    }
}
