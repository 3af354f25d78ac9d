package dev.understudy.report;

import dev.understudy.verdict.BoundVerdict;
import dev.understudy.verdict.RuleVerdict;
import dev.understudy.verdict.rule.Bound;

/** The rules of the gate, each with what is still possible beside what was asked. */
final class VerdictSection {
    private VerdictSection() {}

    static void write(Html html, Report report) {
        if (!report.judged()) {
            return;
        }
        html.raw("<section aria-labelledby=\"rules\">\n<h2 id=\"rules\">Verdict: ");
        html.text(report.verdict().decision().label())
                .raw("</h2>\n<div class=\"scroll\" tabindex=\"0\"><table class=\"rules\">\n<thead><tr>");
        for (String head : new String[] {"", "rule", "what is possible, and what was asked", "why"}) {
            html.element("th", head, "scope", "col");
        }
        html.raw("</tr></thead>\n<tbody>\n");
        report.verdict().rules().forEach(rule -> rule(html, rule));
        html.raw("</tbody></table></div>\n</section>\n");
    }

    private static void rule(Html html, RuleVerdict rule) {
        html.open("tr");
        html.open("td").element("span", rule.decision().label(), "class", "badge " + HtmlReport.tone(rule.decision()));
        html.close("td")
                .open("td")
                .element("code", rule.rule().text())
                .close("td")
                .open("td");
        for (BoundVerdict bound : rule.bounds()) {
            double threshold = bound.bound().threshold();
            boolean atLeast = bound.bound().side() == Bound.Side.AT_LEAST;
            IntervalChart.of(bound.estimate(), bound.interval())
                    .within(Math.min(0, threshold), Math.max(0, threshold))
                    .against(threshold, atLeast)
                    .write(html, bound.bound().estimand().key());
        }
        html.close("td").open("td").text(why(rule));
        html.element("div", Numbers.count(rule.conversations()) + " conversations", "class", "quiet");
        html.close("td").close("tr").raw("\n");
    }

    /** Without the key that only a configuration has. */
    static String why(RuleVerdict rule) {
        return rule.explanation().replace(" (control.percent)", "");
    }
}
