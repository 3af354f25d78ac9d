package dev.understudy.report;

import dev.understudy.report.Headline.Reason;
import java.util.List;
import java.util.Locale;

/** The decision and the reasons for it, before anything else. */
final class HeadlineSection {
    private static final int SHOWN = 8;

    private HeadlineSection() {}

    static void write(Html html, Headline headline) {
        html.open(
                "section", "class", "headline " + HtmlReport.tone(headline.decision()), "aria-labelledby", "decision");
        html.raw("\n").open("h2", "id", "decision");
        if (headline.decision() != null) {
            html.element("strong", headline.decision().label().toUpperCase(Locale.ROOT))
                    .raw(" ");
        }
        html.text(headline.sentence()).close("h2").raw("\n");
        List<Reason> reasons = headline.reasons();
        if (!reasons.isEmpty()) {
            html.raw("<ul class=\"reasons\">\n");
            reasons.stream().limit(SHOWN).forEach(reason -> reason(html, reason));
            if (reasons.size() > SHOWN) {
                html.element("li", "and " + (reasons.size() - SHOWN) + " more, below", "class", "quiet");
            }
            html.raw("</ul>\n");
        }
        html.raw("</section>\n");
    }

    private static void reason(Html html, Reason reason) {
        html.open("li")
                .element("span", reason.decision().label(), "class", "badge " + HtmlReport.tone(reason.decision()));
        html.raw(" ").element("code", reason.what()).raw(" ").element("span", reason.why(), "class", "why");
        html.close("li").raw("\n");
    }
}
