package dev.understudy.config;

import org.jspecify.annotations.Nullable;

/**
 * Which share of the matching exchanges is mirrored. Sticky: the same key gets the same decision, on every replica.
 *
 * @param percent 0 to 100
 * @param by what the key is
 * @param field the header name or body field (dotted path), for those two kinds
 */
public record SampleConfig(double percent, By by, @Nullable String field) {
    public static final SampleConfig ALL = new SampleConfig(100, By.CONVERSATION, null);

    /** Sources of the sampling key. */
    public enum By {
        /** Keyed hash of the system prompt and the first user message, or the user/session field if the body has one. */
        CONVERSATION,
        HEADER,
        BODY,
        /** Each request by itself: no stickiness. */
        REQUEST
    }

    public SampleConfig {
        ConfigException.check(percent >= 0 && percent <= 100, "percent", percent, "0 to 100");
        boolean needsField = by == By.HEADER || by == By.BODY;
        ConfigException.check(
                needsField == (field != null), "by", by, "conversation, request, header:NAME or body:FIELD");
    }

    /** Another share by the same key: who was in a smaller one is in a larger one. */
    public SampleConfig withPercent(double other) {
        return new SampleConfig(other, by, field);
    }
}
