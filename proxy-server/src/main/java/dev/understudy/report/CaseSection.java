package dev.understudy.report;

import dev.understudy.report.Trials.Kind;
import dev.understudy.report.Trials.Result;
import dev.understudy.report.Trials.Row;
import dev.understudy.report.Trials.Side;

/** Cases with what both arms made of them, the worst first, to be narrowed down by result, class and words. */
final class CaseSection {
    private CaseSection() {}

    static void write(Html html, Report report) {
        Trials trials = report.trials();
        if (trials == null) {
            return;
        }
        html.raw("<section aria-labelledby=\"cases\">\n<h2 id=\"cases\">Cases</h2>\n<dl class=\"figures\">");
        for (Result result : Result.values()) {
            boolean bad = result == Result.REGRESSION && trials.count(result) > 0;
            html.open("div", "class", bad ? "bad" : "").element("dt", result.title());
            html.element("dd", Numbers.count(trials.count(result))).close("div");
        }
        html.raw("</dl>\n");
        classes(html, trials);
        tools(html, trials);
        html.raw("<div class=\"scroll\" tabindex=\"0\"><table class=\"cases\" id=\"cases-table\">\n<thead><tr>");
        for (String head : new String[] {"case", "live", "candidate"}) {
            html.element("th", head, "scope", "col");
        }
        html.raw("</tr></thead>\n<tbody>\n");
        trials.cases().forEach(row -> row(html, row));
        html.raw("</tbody></table></div>\n</section>\n");
    }

    private static void classes(Html html, Trials trials) {
        html.raw("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">class</th>");
        for (String head :
                new String[] {"only the candidate fails", "cases", "live passes", "candidate passes", "not asked"}) {
            html.element("th", head, "scope", "col", "class", "number");
        }
        html.raw("</tr></thead>\n<tbody>\n");
        for (Kind kind : trials.classes()) {
            html.open("tr").element("th", kind.name(), "scope", "row");
            number(html, kind.regressions(), kind.regressions() > 0 ? " bad" : "");
            number(html, kind.cases(), "");
            number(html, kind.livePasses(), "");
            number(html, kind.candidatePasses(), "");
            number(html, kind.notAsked(), "");
            html.close("tr").raw("\n");
        }
        html.raw("</tbody></table></div>\n");
    }

    private static void number(Html html, int number, String tone) {
        html.element("td", Numbers.count(number), "class", "number" + tone);
    }

    /** Shown by the script, without which they would do nothing. */
    private static void tools(Html html, Trials trials) {
        html.raw("<p class=\"tools\" id=\"case-tools\" hidden><label>Result <select id=\"case-result\">");
        html.element("option", "all", "value", "");
        for (Result result : Result.values()) {
            if (trials.count(result) > 0) {
                html.element(
                        "option",
                        result.title() + " (" + Numbers.count(trials.count(result)) + ")",
                        "value",
                        result.key());
            }
        }
        html.raw("</select></label> <label>Class <select id=\"case-kind\">").element("option", "all", "value", "");
        trials.classes().forEach(kind -> html.element("option", kind.name(), "value", kind.name()));
        html.raw("</select></label> <label>Find <input type=\"search\" id=\"case-find\" autocomplete=\"off\"></label>"
                + " <span id=\"case-found\" role=\"status\"></span></p>\n");
    }

    private static void row(Html html, Row row) {
        html.open("tr", "class", row.result().key(), "data-result", row.result().key(), "data-kind", row.kind());
        html.open("th", "scope", "row").element("code", row.id());
        html.element("div", row.kind() + ", " + row.result().title(), "class", "quiet");
        if (!row.asked().isEmpty()) {
            html.element("div", row.asked(), "class", "asked", "dir", "auto");
        }
        html.close("th");
        side(html, "live", row.live(), row.result() == Result.LIVE || row.result() == Result.BOTH ? "fail" : "pass");
        side(
                html,
                "candidate",
                row.candidate(),
                switch (row.result()) {
                    case REGRESSION, BOTH -> "fail";
                    case NOT_ASKED -> "not asked";
                    case LIVE, PASSED -> "pass";
                });
        html.close("tr").raw("\n");
    }

    private static void side(Html html, String arm, Side side, String result) {
        String tone = result.equals("pass") ? "good" : result.equals("fail") ? "bad" : "quiet";
        html.open("td", "data-arm", arm).element("span", result, "class", "badge " + tone);
        side.problems().forEach(problem -> html.element("div", problem, "class", "problem"));
        if (!side.said().isEmpty()) {
            html.element("div", side.said(), "class", "said", "dir", "auto");
        }
        html.close("td");
    }
}
