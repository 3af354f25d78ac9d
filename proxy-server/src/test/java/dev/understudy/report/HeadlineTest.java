package dev.understudy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.report.Trials.Result;
import dev.understudy.verdict.Coverage;
import dev.understudy.verdict.Decision;
import dev.understudy.verdict.RuleVerdict;
import dev.understudy.verdict.Verdict;
import dev.understudy.verdict.rule.MetricTable;
import dev.understudy.verdict.rule.Rule;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeadlineTest {
    private static RuleVerdict rule(String text, Decision decision) {
        return new RuleVerdict(
                Rule.parse(text, MetricTable.ofBuild()),
                decision,
                List.of(),
                10,
                10,
                null,
                null,
                Map.of(),
                "because of " + decision.label() + " (control.percent)");
    }

    private static Report report(Decision decision, RuleVerdict... rules) {
        Verdict verdict = new Verdict(decision, 0.95, List.of(rules), List.of(), 10, 0, 0, Coverage.unknown());
        return new Report(
                new Report.Labels("t", "l", "c", null), List.of("a note"), verdict, 10, 0, List.of(), List.of());
    }

    private static Trials trials(Result... results) {
        List<Trials.Row> rows = IntStream.range(0, results.length)
                .mapToObj(i -> new Trials.Row(
                        "case/" + i,
                        "injection",
                        results[i],
                        "say <b>it</b>",
                        new Trials.Side(List.of(), "no"),
                        new Trials.Side(List.of("obeys"), "\u202eyes")))
                .toList();
        int bad = (int)
                Stream.of(results).filter(each -> each == Result.REGRESSION).count();
        return new Trials(
                bad > 0 ? Decision.FAIL : Decision.PASS,
                List.of(new Trials.Kind("injection", results.length, results.length, 0, 0, bad)),
                rows);
    }

    @Test
    void of_rules_saysHowManyAndNamesThoseThatDoNotHold() {
        RuleVerdict broken = rule("error.rate <= live + 0.1", Decision.FAIL);
        RuleVerdict open = rule("exact.distance <= 0.5", Decision.UNDECIDED);
        RuleVerdict kept = rule("exact.distance <= 0.9", Decision.PASS);
        Headline headline = Headline.of(report(Decision.FAIL, open, kept, broken));
        assertThat(headline.decision()).isEqualTo(Decision.FAIL);
        assertThat(headline.sentence())
                .isEqualTo("The candidate breaks 1 of the 3 rules of the gate, with a confidence of 0.95.");
        assertThat(headline.reasons())
                .containsExactly(
                        new Headline.Reason(Decision.FAIL, "error.rate <= live + 0.1", "because of fail"),
                        new Headline.Reason(Decision.UNDECIDED, "exact.distance <= 0.5", "because of undecided"));
        assertThat(Headline.of(report(Decision.UNDECIDED, open, kept)).sentence())
                .startsWith("Too little was seen to decide 1 of the 2 rules");
        Headline passed = Headline.of(report(Decision.PASS, kept));
        assertThat(passed.sentence()).startsWith("The candidate keeps the one rule of the gate");
        assertThat(passed.reasons()).isEmpty();
    }

    @Test
    void of_noRules_decidesNothing() {
        Headline headline = Headline.of(report(Decision.UNDECIDED));
        assertThat(headline.decision()).isNull();
        assertThat(headline.sentence()).contains("no verdict");
    }

    @Test
    void of_cases_decideBesideTheGate() {
        Report report = report(Decision.PASS, rule("exact.distance <= 0.9", Decision.PASS))
                .with(trials(Result.PASSED, Result.REGRESSION, Result.BOTH, Result.REGRESSION));
        Headline headline = Headline.of(report);
        assertThat(headline.decision()).isEqualTo(Decision.FAIL);
        assertThat(headline.sentence())
                .startsWith("Of 4 cases the candidate fails 2 where live passes. The candidate keeps the one rule");
        assertThat(headline.reasons())
                .containsExactly(
                        new Headline.Reason(Decision.FAIL, "injection", "2 of 4: live passes, the candidate fails"));
        assertThat(Headline.of(report(Decision.UNDECIDED).with(trials(Result.PASSED)))
                        .sentence())
                .isEqualTo("In 1 case the candidate fails nowhere where live passes.");
    }

    @Test
    void write_cases_areSortedAndNothingOfThemIsMarkup() {
        StringWriter page = new StringWriter();
        HtmlReport.write(
                report(Decision.UNDECIDED).with(trials(Result.PASSED, Result.NOT_ASKED, Result.REGRESSION)), page);
        String html = page.toString();
        assertThat(html)
                .contains("say &lt;b&gt;it&lt;/b&gt;", "\ufffdyes", "<strong>FAIL</strong>", "a note")
                .doesNotContain("<b>it", "\u202e");
        List<String> order = Stream.of(html.split("data-result=\""))
                .skip(1)
                .map(each -> each.split("\"")[0])
                .toList();
        assertThat(order).containsExactly("regression", "not_asked", "passed");
        assertThat(html.indexOf("id=\"decision\"")).isLessThan(html.indexOf("id=\"cases\""));
        assertThat(html.indexOf("id=\"cases\"")).isLessThan(html.indexOf("id=\"short\""));
    }
}
