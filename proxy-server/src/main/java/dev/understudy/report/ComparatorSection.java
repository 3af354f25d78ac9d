package dev.understudy.report;

import dev.understudy.verdict.BoundVerdict;
import dev.understudy.verdict.RuleVerdict;
import dev.understudy.verdict.sequence.Interval;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Comparator by comparator: how far apart, how far live is from itself, and what of it is the candidate's. */
final class ComparatorSection {
    private static final double WIDEST = 0.6;
    private static final int LEAST_FOLLOWED = 10;

    private ComparatorSection() {}

    static void write(Html html, Report report) {
        List<ComparatorReport> telling = report.comparators().stream()
                .filter(each -> each.candidate().compared() > 0)
                .toList();
        html.raw("<section aria-labelledby=\"comparators\">\n<h2 id=\"comparators\">Comparators</h2>\n");
        html.raw("<div class=\"scroll\" tabindex=\"0\"><table class=\"comparators\">\n<thead><tr>");
        for (String head : heads(report)) {
            boolean number = head.equals("candidate") || head.equals("control") || head.equals("mismatches");
            html.element("th", head, "scope", "col", "class", number ? "number" : "");
        }
        html.raw("</tr></thead>\n<tbody>\n");
        double[] scale = scale(telling);
        telling.forEach(each -> row(html, each, report.controls() > 0, scale));
        html.raw("</tbody></table></div>\n");
        silent(html, report);
        courses(html, report, telling);
        html.raw("</section>\n");
    }

    private static String[] heads(Report report) {
        return report.controls() > 0
                ? new String[] {
                    "comparator", "distribution of divergence", "candidate", "control", "excess over the noise", ""
                }
                : new String[] {"comparator", "distribution of divergence", "candidate", "mismatches"};
    }

    /** All excesses on one scale, so that they compare; those of which hardly anything is known reach beyond it. */
    private static double[] scale(List<ComparatorReport> telling) {
        double low = 0;
        double high = 0;
        for (ComparatorReport each : telling) {
            Interval interval = each.distance().effect().interval();
            if (interval.upper() - interval.lower() <= WIDEST) {
                low = Math.min(low, interval.lower());
                high = Math.max(high, interval.upper());
            }
        }
        return new double[] {low, high};
    }

    private static void row(Html html, ComparatorReport each, boolean controlled, double[] scale) {
        PairTotals candidate = each.candidate();
        html.open("tr").open("th", "scope", "row").element("code", each.name());
        html.element(
                "div",
                Numbers.count(candidate.mismatch()) + " of " + Numbers.count(candidate.compared()) + " mismatch",
                "class",
                "quiet");
        if (candidate.notComparable() > 0) {
            html.open("details", "class", "quiet");
            html.element("summary", Numbers.count(candidate.notComparable()) + " not comparable");
            reasons(html, candidate.reasons());
            html.close("details");
        }
        html.close("th").open("td");
        DistributionChart.write(html, each.name(), candidate, controlled ? each.control() : null);
        html.close("td").element("td", Numbers.of(candidate.mean()), "class", "number candidate");
        if (controlled) {
            PairTotals control = each.control();
            html.element("td", control == null ? "–" : Numbers.of(control.mean()), "class", "number control");
            html.open("td");
            IntervalChart.of(
                            each.distance().effect().estimate(),
                            each.distance().effect().interval())
                    .scaled(scale[0], scale[1])
                    .write(html, each.name() + ", excess over the noise");
            html.close("td").open("td", "class", "number");
            html.element("span", Numbers.difference(each.distance().effect().estimate()));
            html.element("div", Numbers.interval(each.distance().effect().interval()), "class", "quiet");
            html.element("div", each.distance().differs() ? "beyond the noise" : "", "class", "flag");
            html.close("td");
        } else {
            html.element("td", Numbers.count(candidate.mismatch()), "class", "number");
        }
        html.close("tr").raw("\n");
    }

    private static void reasons(Html html, Map<String, Long> reasons) {
        html.open("ul");
        reasons.forEach((reason, count) -> html.element("li", reason + ": " + Numbers.count(count)));
        html.close("ul");
    }

    private static void silent(Html html, Report report) {
        List<ComparatorReport> silent = report.comparators().stream()
                .filter(each -> each.candidate().compared() == 0)
                .toList();
        if (silent.isEmpty()) {
            return;
        }
        html.raw("<details class=\"note\">")
                .element(
                        "summary",
                        "Nothing to compare for "
                                + silent.stream().map(ComparatorReport::name).collect(Collectors.joining(", ")));
        for (ComparatorReport each : silent) {
            html.open("div").element("code", each.name());
            reasons(html, each.candidate().reasons());
            html.close("div");
        }
        html.raw("</details>\n");
    }

    private static void courses(Html html, Report report, List<ComparatorReport> telling) {
        List<ComparatorReport> followed =
                telling.stream().filter(ComparatorSection::isFollowed).toList();
        if (report.controls() == 0 || followed.isEmpty()) {
            return;
        }
        html.raw(
                "<h3>How the excess came to be known</h3>\n<p class=\"note\">The line is the mean excess so far; the band"
                        + " holds the true one, at every moment at once, with the confidence of the gate.</p>\n<div class=\"courses\">\n");
        for (ComparatorReport each : followed) {
            html.open("figure").element("figcaption", each.name());
            CourseChart.write(html, each.name(), each.course(), thresholds(report, each));
            html.close("figure").raw("\n");
        }
        html.raw("</div>\n");
    }

    private static boolean isFollowed(ComparatorReport each) {
        int points = each.course().size();
        return points > 1 && each.course().get(points - 1).exchanges() >= LEAST_FOLLOWED;
    }

    private static List<Double> thresholds(Report report, ComparatorReport each) {
        String key = each.distance().effect().estimand().key();
        return report.verdict().rules().stream()
                .map(RuleVerdict::bounds)
                .flatMap(List::stream)
                .map(BoundVerdict::bound)
                .filter(bound -> bound.estimand().key().equals(key))
                .map(bound -> bound.threshold())
                .toList();
    }
}
