package dev.understudy.canonical.request;

import java.util.Locale;

/**
 * Something that a translation could not carry over as it was.
 *
 * @param field where it was, in canonical words with indexes: {@code sampling.frequency_penalty}, {@code turns[2].parts[0].cache_control}
 * @param kind what became of it
 * @param detail why, for people; never content
 */
public record Loss(String field, Kind kind, String detail) {
    /** What became of it. */
    public enum Kind {
        /** Gone: the other dialect has no counterpart. */
        DROPPED,
        /** There, in another form or range: an effort as a token budget. */
        APPROXIMATED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The field without its indexes, of bounded variety, for metrics: {@code turns.parts.cache_control}. */
    public String metricName() {
        return field.replaceAll("\\[\\d+]", "");
    }
}
