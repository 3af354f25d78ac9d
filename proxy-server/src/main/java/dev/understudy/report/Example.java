package dev.understudy.report;

import dev.understudy.compare.Compared;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One exchange to look at. Texts may be cut; they are anybody's and may hold anything. Immutable.
 *
 * @param prompt what the user asked last; empty where that is not known
 * @param control null without one
 * @param score how far the candidate is from live over all comparators, less how far the control is
 * @param results of the candidate's pair and of the control's
 */
public record Example(
        String id,
        String prompt,
        String live,
        String candidate,
        @Nullable String control,
        double score,
        List<Compared> results) {
    public Example {
        results = List.copyOf(results);
    }
}
