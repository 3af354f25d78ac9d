package dev.understudy.sandbox.trial;

import dev.understudy.exchange.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What both arms made of a case.
 *
 * @param outcome how the exchange ended; null where it was lost
 * @param live what is wrong with live's answer; nothing where it is sound
 * @param candidate the same of the candidate's; null where it was not asked
 * @param liveSaid live's answer, for people
 * @param candidateSaid the candidate's
 * @param asked what both were asked, for people; empty where nobody can tell
 */
public record CaseResult(
        Case played,
        @Nullable Outcome outcome,
        List<String> live,
        @Nullable List<String> candidate,
        String liveSaid,
        String candidateSaid,
        String asked) {
    public CaseResult {
        live = List.copyOf(live);
        candidate = candidate == null ? null : List.copyOf(candidate);
    }

    public boolean livePasses() {
        return live.isEmpty();
    }

    /** Whether the candidate was asked and failed. */
    public boolean candidateFails() {
        return candidate != null && !candidate.isEmpty();
    }

    /** Where live did better: what a promotion would break. */
    public boolean regression() {
        return livePasses() && candidateFails();
    }
}
