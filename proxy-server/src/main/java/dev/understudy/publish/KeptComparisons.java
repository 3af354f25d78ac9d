package dev.understudy.publish;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was compared, as far as it is kept. Thread-safe; may wait for a disk, so it is not for event loops. What cannot be
 * read is empty, and the log says why.
 */
public interface KeptComparisons {
    /**
     * Some comparisons, newest first.
     *
     * @param next where to go on; null at the end
     */
    record Page(List<ObjectNode> comparisons, @Nullable String next) {
        public Page {
            comparisons = List.copyOf(comparisons);
        }
    }

    /**
     * The newest comparisons that pass the filter.
     *
     * @param after {@link Page#next} of the page before with the same filter, or null for the first page
     * @param content whether explanations, which may quote answers, are wanted
     * @throws IllegalArgumentException for a place that no page gave
     */
    Page find(ComparisonFilter filter, @Nullable String after, int limit, boolean content);

    /**
     * One exchange with all that is kept of it.
     *
     * @param id of the exchange
     * @param shadow which of the request's shadows; null for the last that was compared
     * @param content whether request, answers and explanations are wanted
     */
    Optional<ObjectNode> example(String id, @Nullable String shadow, boolean content);
}
