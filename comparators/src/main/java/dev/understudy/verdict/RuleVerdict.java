package dev.understudy.verdict;

import dev.understudy.verdict.rule.Rule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of one rule, and on what ground. Immutable.
 *
 * @param bounds as many as the rule has
 * @param exchanges that were measured and counted
 * @param conversations that they belong to: the unit of the statistics
 * @param moreConversations how many more it takes if all goes on as it was, or null: it is decided, or nobody can tell
 * @param moreExchanges the same in mirrored exchanges
 * @param unused exchanges that say nothing about it, by reason
 * @param explanation one line for a person
 */
public record RuleVerdict(
        Rule rule,
        Decision decision,
        List<BoundVerdict> bounds,
        long exchanges,
        long conversations,
        @Nullable Long moreConversations,
        @Nullable Long moreExchanges,
        Map<String, Long> unused,
        String explanation) {
    public RuleVerdict {
        bounds = List.copyOf(bounds);
        unused = Map.copyOf(unused);
    }
}
