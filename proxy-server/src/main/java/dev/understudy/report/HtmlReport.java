package dev.understudy.report;

import dev.understudy.verdict.Decision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link Report} as one page that needs nothing beside it: no network, no fonts, no scripts of others. Its content
 * security policy lets nothing run or load but the page's own script and style, by their hashes. The page works without the
 * script; with it, examples and cases can be sorted and searched.
 */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * Writes the page, in UTF-8 whatever the writer does with it.
     *
     * @param out not closed
     * @throws UncheckedIOException if that fails
     */
    public static void write(Report report, Writer out) {
        String style = resource("report.css");
        String script = resource("report.js");
        Html html = new Html(out);
        html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.open(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(script)
                                + "'; base-uri 'none'; form-action 'none'")
                .raw("\n");
        html.element("title", "Understudy: " + report.labels().title()).raw("\n");
        html.raw("<style>").raw(style).raw("</style>\n</head>\n<body>\n");
        Headline headline = Headline.of(report);
        header(html, report, headline.decision());
        html.raw("<main>\n");
        HeadlineSection.write(html, headline);
        CaseSection.write(html, report);
        SummarySection.write(html, report);
        VerdictSection.write(html, report);
        ComparatorSection.write(html, report);
        QualitySection.write(html, report);
        TableSection.write(html, report);
        ExampleSection.write(html, report);
        html.raw("</main>\n<script>").raw(script).raw("</script>\n</body>\n</html>\n");
    }

    private static void header(Html html, Report report, @Nullable Decision decision) {
        html.raw("<header>\n<div class=\"title\">");
        html.element("h1", report.labels().title());
        html.element("span", decision == null ? "no rules" : decision.label(), "class", "badge " + tone(decision));
        html.raw("</div>\n<dl class=\"arms\">");
        arm(html, "live", report.labels().live());
        arm(html, "candidate", report.labels().candidate());
        arm(html, "control", report.labels().control());
        html.raw("</dl>\n</header>\n");
    }

    private static void arm(Html html, String arm, @Nullable String name) {
        if (name != null) {
            html.open("div", "class", arm)
                    .element("dt", arm)
                    .element("dd", name)
                    .close("div");
        }
    }

    /** The class of a colour that says how good it is. */
    static String tone(@Nullable Decision decision) {
        return decision == null
                ? "quiet"
                : switch (decision) {
                    case PASS -> "good";
                    case FAIL -> "bad";
                    case UNDECIDED -> "quiet";
                };
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + ": not part of this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
