package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.studio.RequestLimiter.Decision;
import dev.understudy.sandbox.studio.RequestLimiter.Limits;
import java.time.Duration;
import java.util.Locale;

/** What is left of a client's limits (platform.openai.com/docs/guides/rate-limits, "Rate limits in headers"). */
final class RateLimitHeaders {
    private RateLimitHeaders() {}

    static Reply add(Reply reply, Limits limits, Decision decision) {
        return reply.withHeader("x-ratelimit-limit-requests", Long.toString(limits.requests()))
                .withHeader("x-ratelimit-limit-tokens", Long.toString(limits.tokens()))
                .withHeader("x-ratelimit-remaining-requests", Long.toString(decision.requestsLeft()))
                .withHeader("x-ratelimit-remaining-tokens", Long.toString(decision.tokensLeft()))
                .withHeader("x-ratelimit-reset-requests", duration(decision.requestsResetNanos()))
                .withHeader("x-ratelimit-reset-tokens", duration(decision.tokensResetNanos()));
    }

    /** The limit of requests is used up; that of tokens is not. */
    static Reply used(Reply reply, Limits limits, Duration wait) {
        return add(reply, limits, new Decision(false, 0, limits.tokens(), wait.toNanos(), 0, wait.toNanos()));
    }

    static Reply retry(Reply reply, Duration wait) {
        return reply.withHeader("retry-after", Long.toString(Math.max(0, wait.toSeconds())))
                .withHeader("retry-after-ms", Long.toString(Math.max(0, wait.toMillis())));
    }

    /** As OpenAI writes them: {@code 120ms}, {@code 8.64s}, {@code 6m0s}. */
    static String duration(long nanos) {
        long millis = nanos / 1_000_000;
        if (millis < 1_000) {
            return millis + "ms";
        }
        String seconds =
                String.format(Locale.ROOT, "%.3f", millis % 60_000 / 1000.0).replaceFirst("\\.?0+$", "");
        return millis < 60_000 ? seconds + "s" : millis / 60_000 + "m" + seconds + "s";
    }
}
