package dev.understudy.publish;

import dev.understudy.compare.Pair;
import org.jspecify.annotations.Nullable;

/** Which comparisons someone asked for; null stands for any. */
public record ComparisonFilter(
        @Nullable String shadow,
        @Nullable String comparator,
        @Nullable Pair pair,
        @Nullable String result) {
    public static final ComparisonFilter ALL = new ComparisonFilter(null, null, null, null);

    public boolean matches(ComparisonEntry entry) {
        return (shadow == null || shadow.equals(entry.shadow()))
                && (comparator == null || comparator.equals(entry.comparator()))
                && (pair == null || pair == entry.pair())
                && (result == null || result.equals(entry.comparison().result()));
    }
}
