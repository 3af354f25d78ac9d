package dev.understudy.promotion;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** What differs between two texts, as a unified diff. */
final class Difference {
    private static final int CONTEXT = 3;

    private Difference() {}

    /** Lines without line breaks; none where the texts are the same. */
    static List<String> between(String fromName, String from, String toName, String to) {
        List<String> before = from.lines().toList();
        return UnifiedDiffUtils.generateUnifiedDiff(
                fromName, toName, before, DiffUtils.diff(before, to.lines().toList()), CONTEXT);
    }
}
