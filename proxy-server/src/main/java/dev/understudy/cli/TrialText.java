package dev.understudy.cli;

import dev.understudy.sandbox.trial.CaseResult;
import dev.understudy.sandbox.trial.TrialResult;
import dev.understudy.verdict.RuleVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A trial for a terminal: every case with both arms, what failed and why, a summary by class, the verdict. */
final class TrialText {
    private final TrialResult result;
    private final List<String> lines = new ArrayList<>();

    TrialText(TrialResult result) {
        this.result = result;
    }

    List<String> lines() {
        add("%-44s %-6s %-9s", "case", "live", "candidate");
        result.results().forEach(this::one);
        lines.add("");
        add("%-20s %6s %12s %12s %10s %12s", "class", "cases", "live PASS", "cand. PASS", "not asked", "regressions");
        for (TrialResult.ClassSummary summary : result.classes()) {
            add(
                    "%-20s %6d %12d %12d %10d %12d",
                    summary.kind(),
                    summary.cases(),
                    summary.livePasses(),
                    summary.candidatePasses(),
                    summary.notAsked(),
                    summary.regressions());
        }
        lines.add("");
        verdict();
        return lines;
    }

    private void one(CaseResult one) {
        String candidate = one.candidate() == null ? "not asked" : one.candidateFails() ? "FAIL" : "PASS";
        add("%-44s %-6s %-9s", one.played().id(), one.livePasses() ? "PASS" : "FAIL", candidate);
        if (!one.livePasses()) {
            add("    live: %s | %s", String.join("; ", one.live()), one.liveSaid());
        }
        if (one.candidateFails()) {
            add("    candidate: %s | %s", String.join("; ", one.candidate()), one.candidateSaid());
        }
    }

    private void verdict() {
        int regressions = result.regressions().size();
        add(
                "%d cases; the candidate fails %d where live does not: %s",
                result.results().size(), regressions, result.decision().label().toUpperCase(Locale.ROOT));
        if (!result.report().judged()) {
            lines.add("No gate is configured: only the expectations decide.");
        }
        for (RuleVerdict rule : result.report().verdict().rules()) {
            add("gate %-10s %s", rule.decision().label(), rule.explanation());
        }
    }

    private void add(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values).stripTrailing().replaceAll("\\p{Cntrl}", "?"));
    }
}
