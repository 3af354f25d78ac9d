package dev.understudy.report;

import dev.understudy.verdict.Effect;
import dev.understudy.verdict.rule.Reference;
import java.util.List;

/** What it all comes to, in a few lines: respect by respect, what is shown to differ. */
final class SummarySection {
    private static final int SHOWN = 4;

    private SummarySection() {}

    static void write(Html html, Report report) {
        html.raw("<section aria-labelledby=\"short\">\n<h2 id=\"short\">In short</h2>\n<dl class=\"figures\">");
        figure(html, "pairs", Numbers.count(report.exchanges()));
        figure(html, "with a control", Numbers.count(report.controls()));
        figure(html, "comparators", Numbers.count(report.comparators().size()));
        figure(html, "confidence", Numbers.of(report.verdict().confidence()));
        html.raw("</dl>\n");
        for (String note : report.notes()) {
            html.element("p", note, "class", "note").raw("\n");
        }
        html.raw("<ul class=\"aspects\">\n");
        for (Aspect aspect : Aspect.values()) {
            aspect(html, report, aspect);
        }
        html.raw(
                "</ul>\n<p class=\"note\">Shown to differ means: with this confidence for all lines here together, however"
                        + " often anybody looked. Nothing shown does not mean that there is nothing.</p>\n</section>\n");
    }

    private static void figure(Html html, String name, String value) {
        html.open("div").element("dt", name).element("dd", value).close("div");
    }

    private static void aspect(Html html, Report report, Aspect aspect) {
        List<Finding> differing = report.differing(aspect);
        html.open("li", "class", differing.isEmpty() ? "same" : "differs");
        html.open("div", "class", "aspect").element("strong", aspect.title());
        html.element("span", aspect.meaning(), "class", "meaning").close("div");
        html.open("div", "class", "findings");
        if (differing.isEmpty()) {
            html.element("span", measured(report, aspect) ? "no difference shown" : "not known", "class", "quiet");
        }
        differing.stream().limit(SHOWN).forEach(finding -> finding(html, finding));
        if (differing.size() > SHOWN) {
            html.element("span", "and " + (differing.size() - SHOWN) + " more, below", "class", "quiet");
        }
        html.close("div").close("li").raw("\n");
    }

    private static boolean measured(Report report, Aspect aspect) {
        return report.findings().stream()
                .anyMatch(finding -> finding.aspect() == aspect
                        && finding.effect().conversations() > 0
                        && finding.effect().estimand().reference() != Reference.NONE);
    }

    private static void finding(Html html, Finding finding) {
        Effect effect = finding.effect();
        boolean noise = effect.estimand().reference() == Reference.NOISE;
        html.open("span", "class", "finding");
        html.element("code", effect.estimand().metric().name()).raw(" ");
        html.element("span", Numbers.of(effect.reference()), "class", noise ? "control" : "live");
        html.raw(" → ").element("span", Numbers.of(effect.candidate()), "class", "candidate");
        String unit = effect.estimand().metric().unit();
        html.element("small", unit.isEmpty() ? "" : " " + unit).close("span");
    }
}
