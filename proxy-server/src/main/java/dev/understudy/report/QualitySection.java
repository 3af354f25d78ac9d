package dev.understudy.report;

import dev.understudy.verdict.Effect;
import dev.understudy.verdict.rule.Metric;
import dev.understudy.verdict.rule.Reference;
import java.util.List;

/** What was measured of each answer, arm beside arm; what differs first, the rest folded away. */
final class QualitySection {
    private QualitySection() {}

    static void write(Html html, Report report) {
        List<Finding> qualities = report.comparators().stream()
                .flatMap(each -> each.qualities().stream())
                .filter(finding -> finding.effect().conversations() > 0
                        && finding.effect().estimand().factor() <= 1)
                .toList();
        if (qualities.isEmpty()) {
            return;
        }
        html.raw("<section aria-labelledby=\"qualities\">\n<h2 id=\"qualities\">Qualities</h2>\n");
        List<Finding> differing = qualities.stream().filter(Finding::differs).toList();
        if (differing.isEmpty()) {
            html.raw("<p class=\"note\">None is shown to differ.</p>\n");
        } else {
            table(html, differing);
        }
        List<Finding> others =
                qualities.stream().filter(finding -> !finding.differs()).toList();
        if (!others.isEmpty()) {
            html.raw("<details class=\"note\">").element("summary", others.size() + " that are not shown to differ");
            table(html, others);
            html.raw("</details>\n");
        }
        html.raw("</section>\n");
    }

    private static void table(Html html, List<Finding> findings) {
        html.raw("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>");
        for (String head :
                new String[] {"quality", "against", "reference", "candidate", "difference", "interval", ""}) {
            boolean number = !List.of("quality", "against", "").contains(head);
            html.element("th", head, "scope", "col", "class", number ? "number" : "");
        }
        html.raw("</tr></thead>\n<tbody>\n");
        findings.forEach(finding -> row(html, finding));
        html.raw("</tbody></table></div>\n");
    }

    private static void row(Html html, Finding finding) {
        Effect effect = finding.effect();
        Metric metric = effect.estimand().metric();
        Reference reference = effect.estimand().reference();
        html.open("tr").open("th", "scope", "row").element("code", metric.name());
        html.element("div", finding.aspect().title(), "class", "quiet").close("th");
        html.element("td", reference == Reference.NONE ? "–" : reference.label());
        html.element("td", Numbers.of(effect.reference()), "class", "number");
        html.element("td", Numbers.of(effect.candidate()), "class", "number candidate");
        html.element("td", Numbers.difference(effect.estimate()), "class", "number");
        html.element("td", Numbers.interval(effect.interval()), "class", "number");
        html.element("td", metric.unit(), "class", "quiet").close("tr").raw("\n");
    }
}
