package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadroomTest {
    private final FakeClock clock = new FakeClock();
    private final Headroom headroom = new Headroom(clock::nanoTime, clock::instant);

    @Test
    void sheds_ordinaryAnswers_never() {
        observe(200, "x-ratelimit-remaining-requests", "900", "x-ratelimit-limit-requests", "1000");
        observe(200, "retry-after", "30");
        observe(400);
        observe(0);
        assertThat(headroom.sheds()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 529})
    void sheds_tooManyWithoutAdvice_forASecond(int status) {
        observe(status);
        assertShedsFor(Duration.ofSeconds(1));
    }

    @Test
    void sheds_retryAfterInSeconds_forThatLong() {
        observe(429, "Retry-After", "20");
        assertShedsFor(Duration.ofSeconds(20));
    }

    @Test
    void sheds_retryAfterInMilliseconds_goesBeforeSeconds() {
        observe(429, "retry-after-ms", "1500", "retry-after", "20");
        assertShedsFor(Duration.ofMillis(1500));
    }

    @Test
    void sheds_retryAfterDate_untilThen() {
        observe(503, "retry-after", "Fri, 20 Nov 2026 12:00:07 GMT");
        assertShedsFor(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            429 | {"error":{"code":429,"details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure"},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.5s"}]}} | 34500
            503 | [{"error":{"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"7s"}]}}] | 7000
            429 | {"error":{"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"soon"}]}} | 1000
            429 | {"error":{"details":{"@type":7}}} | 1000
            429 | {"error": | 1000
            """, quoteCharacter = '`')
    void sheds_googlesAdviceInTheBody_forThatLong(int status, String body, long millis) {
        observeBody(status, body);
        assertShedsFor(Duration.ofMillis(millis));
    }

    @Test
    void sheds_headerBesideABody_headerCounts() {
        observeBody(
                429,
                "{\"error\":{\"details\":[{\"@type\":\"google.rpc.RetryInfo\",\"retryDelay\":\"34s\"}]}}",
                "retry-after",
                "3");
        assertShedsFor(Duration.ofSeconds(3));
    }

    @Test
    void sheds_hugeErrorBody_isNotRead() {
        observeBody(
                429,
                "{\"error\":{\"details\":[{\"@type\":\"google.rpc.RetryInfo\",\"retryDelay\":\"34s\"}]},\"x\":\""
                        + "x".repeat(70_000) + "\"}");
        assertShedsFor(Duration.ofSeconds(1));
    }

    @Test
    void sheds_absurdAdvice_fiveMinutesAtMost() {
        observe(429, "retry-after", "999999999999");
        assertShedsFor(Duration.ofMinutes(5));
    }

    @Test
    void sheds_shorterAdviceLater_keepsTheLonger() {
        observe(429, "retry-after", "20");
        observe(429);
        assertShedsFor(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @CsvSource({"6m0s, 300", "12s, 12", "250ms, 0.25", "1m30s, 90", "3, 3", "soon, 1", "'', 1", "1m oops, 1"})
    void sheds_openAiRunsLow_untilItsReset(String reset, double seconds) {
        observe(
                200,
                "x-ratelimit-remaining-tokens",
                "99",
                "x-ratelimit-limit-tokens",
                "1000",
                "x-ratelimit-reset-tokens",
                reset);
        assertShedsFor(Duration.ofMillis((long) (seconds * 1_000)));
    }

    @ParameterizedTest
    @CsvSource({
        // Groq
        "x-ratelimit-remaining-tokens, x-ratelimit-limit-tokens, x-ratelimit-reset-tokens, 2m59.56s, 179.56",
        // OpenAI, beside the usual two
        "x-ratelimit-remaining-input-images, x-ratelimit-limit-input-images, x-ratelimit-reset-input-images, 20ms, 0.02",
        // Azure
        "x-ratelimit-remaining-requests, x-ratelimit-limit-requests, x-ratelimit-reset-requests, 7, 7",
        // Cerebras
        "x-ratelimit-remaining-tokens-minute, x-ratelimit-limit-tokens-minute, x-ratelimit-reset-tokens-minute, 12.5, 12.5",
        // Mistral
        "ratelimitbysize-remaining, ratelimitbysize-limit, ratelimitbysize-reset, 30, 30",
        "x-ratelimitbysize-remaining-minute, x-ratelimitbysize-limit-minute, x-none, 9, 1",
        // OpenRouter, in milliseconds since 1970; others in seconds
        "X-RateLimit-Remaining, X-RateLimit-Limit, X-RateLimit-Reset, 1795176004000, 4",
        "ratelimit-remaining, ratelimit-limit, ratelimit-reset, 1795176004, 4",
        // Anthropic
        "anthropic-ratelimit-output-tokens-remaining, anthropic-ratelimit-output-tokens-limit,"
                + " anthropic-ratelimit-output-tokens-reset, 2026-11-20T12:00:02Z, 2",
    })
    void sheds_anyProviderRunsLow_untilItsReset(
            String remaining, String limit, String reset, String value, double seconds) {
        observe(200, remaining, "9", limit, "100", reset, value);
        assertShedsFor(Duration.ofMillis(Math.round(seconds * 1_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x-ratelimit-limit-tokens", "x-remaining", "anthropic-ratelimit-remaining-tokens", "ratelimit"})
    void sheds_otherHeaders_meanNothing(String name) {
        observe(200, name, "0");
        assertThat(headroom.sheds()).isFalse();
    }

    @Test
    void sheds_thousandsOfLimits_areReadUpToABound() {
        String[] headers = new String[4_000];
        for (int i = 0; i < headers.length; i += 2) {
            headers[i] = "x-ratelimit-remaining-" + i;
            headers[i + 1] = i < 2_000 ? "5" : "0";
        }
        observe(200, headers);
        assertThat(headroom.sheds()).isFalse();
    }

    @Test
    void sheds_anthropicRunsLow_untilItsReset() {
        observe(
                200,
                "anthropic-ratelimit-input-tokens-remaining",
                "0",
                "anthropic-ratelimit-input-tokens-limit",
                "400000",
                "anthropic-ratelimit-input-tokens-reset",
                "2026-11-20T12:00:09Z");
        assertShedsFor(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "NaN", "1e9", "", ".", "1..2", "0x10", "99999999999999999999"})
    void sheds_unreadableNumbers_areIgnored(String remaining) {
        observe(200, "x-ratelimit-remaining-requests", remaining, "x-ratelimit-limit-requests", "1000");
        assertThat(headroom.sheds()).isFalse();
    }

    private void assertShedsFor(Duration time) {
        assertThat(headroom.sheds()).isTrue();
        clock.advance(time.minusNanos(1));
        assertThat(headroom.sheds()).isTrue();
        clock.advance(Duration.ofNanos(1));
        assertThat(headroom.sheds()).isFalse();
    }

    private void observeBody(int status, String body, String... headers) {
        headroom.observe(FakeLive.response(status, Bodies.utf8(body), Arrays.copyOf(headers, headers.length)));
    }

    private void observe(int status, String... headers) {
        headroom.observe(FakeLive.response(status, new byte[0], Arrays.copyOf(headers, headers.length)));
    }
}
