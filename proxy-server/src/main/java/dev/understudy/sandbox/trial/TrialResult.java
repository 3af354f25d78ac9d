package dev.understudy.sandbox.trial;

import dev.understudy.report.Report;
import dev.understudy.verdict.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a trial came to.
 *
 * @param results case by case
 * @param report the same answers compared as those of traffic are, with noise floor and verdict
 */
public record TrialResult(List<CaseResult> results, Report report) {
    /** How many of a class, and how the arms did. */
    public record ClassSummary(
            String kind, int cases, int livePasses, int candidatePasses, int notAsked, int regressions) {}

    public TrialResult {
        results = List.copyOf(results);
    }

    public List<ClassSummary> classes() {
        Map<String, List<CaseResult>> kinds = new LinkedHashMap<>();
        results.forEach(result -> kinds.computeIfAbsent(result.played().kind(), kind -> new ArrayList<>())
                .add(result));
        List<ClassSummary> classes = new ArrayList<>();
        kinds.forEach((kind, all) -> classes.add(new ClassSummary(
                kind,
                all.size(),
                count(all, CaseResult::livePasses),
                count(all, result -> result.candidate() != null && !result.candidateFails()),
                count(all, result -> result.candidate() == null),
                count(all, CaseResult::regression))));
        return classes;
    }

    private static int count(List<CaseResult> results, Predicate<CaseResult> which) {
        return (int) results.stream().filter(which).count();
    }

    public List<CaseResult> regressions() {
        return results.stream().filter(CaseResult::regression).toList();
    }

    /** A candidate that fails where live does not has failed, whatever the gate says; else the gate decides, where there is one. */
    public Decision decision() {
        if (!regressions().isEmpty()) {
            return Decision.FAIL;
        }
        return report.judged() ? report.verdict().decision() : Decision.PASS;
    }
}
