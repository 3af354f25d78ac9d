package dev.understudy.report;

import dev.understudy.verdict.Decision;
import dev.understudy.verdict.RuleVerdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What it comes to, in one sentence, and why.
 *
 * @param decision null where there is nothing to decide by
 * @param reasons one line each
 */
record Headline(@Nullable Decision decision, String sentence, List<Reason> reasons) {
    /**
     * @param what a rule or a class of cases
     * @param why what was seen of it
     */
    record Reason(Decision decision, String what, String why) {}

    static Headline of(Report report) {
        List<Reason> reasons = new ArrayList<>();
        Trials trials = report.trials();
        if (trials != null) {
            trials.classes().stream()
                    .filter(kind -> kind.regressions() > 0)
                    .forEach(kind -> reasons.add(new Reason(
                            Decision.FAIL,
                            kind.name(),
                            kind.regressions() + " of " + kind.cases() + ": live passes, the candidate fails")));
        }
        report.verdict().rules().stream()
                .filter(rule -> rule.decision() != Decision.PASS)
                .sorted((one, other) ->
                        one.decision() == other.decision() ? 0 : one.decision() == Decision.FAIL ? -1 : 1)
                .forEach(rule ->
                        reasons.add(new Reason(rule.decision(), rule.rule().text(), VerdictSection.why(rule))));
        return trials == null
                ? new Headline(report.judged() ? report.verdict().decision() : null, ofGate(report), reasons)
                : new Headline(trials.decision(), ofCases(report, trials), reasons);
    }

    private static String ofGate(Report report) {
        if (!report.judged()) {
            return "No rules were given, so there is no verdict: what follows says how the candidate differs.";
        }
        List<RuleVerdict> rules = report.verdict().rules();
        String all = rules.size() == 1 ? "the one rule" : "the " + rules.size() + " rules";
        String confidence =
                ", with a confidence of " + Numbers.of(report.verdict().confidence());
        return switch (report.verdict().decision()) {
            case PASS -> "The candidate keeps " + all + " of the gate" + confidence + ".";
            case FAIL ->
                "The candidate breaks " + count(rules, Decision.FAIL) + " of " + all + " of the gate" + confidence
                        + ".";
            case UNDECIDED ->
                "Too little was seen to decide " + count(rules, Decision.UNDECIDED) + " of " + all
                        + " of the gate; none is broken.";
        };
    }

    private static long count(List<RuleVerdict> rules, Decision decision) {
        return rules.stream().filter(rule -> rule.decision() == decision).count();
    }

    private static String ofCases(Report report, Trials trials) {
        long regressions = trials.count(Trials.Result.REGRESSION);
        String cases = Numbers.count(trials.cases().size()) + (trials.cases().size() == 1 ? " case" : " cases");
        String expected = regressions > 0
                ? "Of " + cases + " the candidate fails " + Numbers.count(regressions) + " where live passes."
                : "In " + cases + " the candidate fails nowhere where live passes.";
        return report.judged() ? expected + " " + ofGate(report) : expected;
    }
}
