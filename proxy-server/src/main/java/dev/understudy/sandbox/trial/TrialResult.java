package dev.understudy.sandbox.trial;

import dev.understudy.report.Report;
import dev.understudy.report.Trials;
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

    /** The report with the cases in it. */
    public Report page() {
        return report.with(new Trials(
                decision(),
                classes().stream()
                        .map(each -> new Trials.Kind(
                                each.kind(),
                                each.cases(),
                                each.livePasses(),
                                each.candidatePasses(),
                                each.notAsked(),
                                each.regressions()))
                        .toList(),
                results.stream().map(TrialResult::row).toList()));
    }

    private static Trials.Row row(CaseResult one) {
        List<String> candidate = one.candidate() == null ? List.of() : one.candidate();
        return new Trials.Row(
                one.played().id(),
                one.played().kind(),
                outcome(one),
                one.asked(),
                side(one.live(), one.liveSaid()),
                side(candidate, one.candidateSaid()));
    }

    /** What a problem quotes already is not said again. */
    private static Trials.Side side(List<String> problems, String said) {
        String start = said.endsWith("…") ? said.substring(0, said.length() - 1) : said;
        boolean quoted = problems.stream().anyMatch(problem -> problem.contains(start));
        return new Trials.Side(problems, quoted ? "" : said);
    }

    private static Trials.Result outcome(CaseResult one) {
        if (one.candidateFails()) {
            return one.livePasses() ? Trials.Result.REGRESSION : Trials.Result.BOTH;
        }
        if (!one.livePasses()) {
            return Trials.Result.LIVE;
        }
        return one.candidate() == null ? Trials.Result.NOT_ASKED : Trials.Result.PASSED;
    }

    /** A candidate that fails where live does not has failed, whatever the gate says; else the gate decides, where there is one. */
    public Decision decision() {
        if (!regressions().isEmpty()) {
            return Decision.FAIL;
        }
        return report.judged() ? report.verdict().decision() : Decision.PASS;
    }
}
