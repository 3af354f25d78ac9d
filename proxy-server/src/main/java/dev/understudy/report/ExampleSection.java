package dev.understudy.report;

import dev.understudy.compare.Compared;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.compare.text.TextDiff;
import dev.understudy.compare.text.TextDiff.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The exchanges that are farthest apart, to be sorted and read: what only live said struck out, what only the candidate said marked. */
final class ExampleSection {
    /** So many comparators get a column of their own: those that differ most. */
    private static final int COLUMNS = 4;

    private static final List<String> FAVOURITES =
            List.of("semantic", "facts", "citations", "text", "json", "tools", "schema", "refusal", "status", "exact");

    private static final int EXCERPT = 110;

    private ExampleSection() {}

    static void write(Html html, Report report) {
        if (report.examples().isEmpty()) {
            return;
        }
        List<String> columns = columns(report);
        html.raw("<section aria-labelledby=\"examples\">\n<h2 id=\"examples\">Most different</h2>\n");
        html.raw("<p class=\"note\">");
        html.text(report.examples().size()
                + " exchanges that are farthest apart, on the whole and by single comparators. ");
        html.raw("<del>Only live</del> says this, <ins>only the candidate</ins> that.</p>\n");
        html.raw(
                "<p class=\"tools\" hidden><label>Find <input type=\"search\" id=\"find\" autocomplete=\"off\"></label>"
                        + " <span id=\"found\" role=\"status\"></span></p>\n");
        html.raw("<div class=\"scroll\" tabindex=\"0\"><table id=\"gallery\">\n<thead><tr>");
        html.raw("<th scope=\"col\" data-sort=\"text\">exchange</th>");
        html.raw("<th scope=\"col\" data-sort=\"number\" class=\"number\">on the whole</th>");
        for (String column : columns) {
            html.open("th", "scope", "col", "data-sort", "number", "class", "number")
                    .text(column)
                    .close("th");
        }
        html.raw("</tr></thead>\n");
        report.examples().forEach(example -> example(html, example, columns));
        html.raw("</table></div>\n</section>\n");
    }

    private static List<String> columns(Report report) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        report.examples()
                .forEach(example -> example.results().stream()
                        .filter(each -> each.pair() == Pair.CANDIDATE
                                && !(each.comparison() instanceof Comparison.NotComparable))
                        .forEach(each -> counts.merge(each.comparator(), 1, Integer::sum)));
        // A column of dashes says nothing.
        counts.values().removeIf(count -> count < report.examples().size() / 3);
        Set<String> there = new TreeSet<>(counts.keySet());
        List<String> columns =
                new ArrayList<>(FAVOURITES.stream().filter(there::contains).toList());
        there.removeAll(columns);
        columns.addAll(there);
        return columns.subList(0, Math.min(COLUMNS, columns.size()));
    }

    private static void example(Html html, Example example, List<String> columns) {
        html.open("tbody").open("tr", "class", "head").open("th", "scope", "row");
        html.element("code", Examples.cut(example.id(), 80));
        String asked = example.prompt().isBlank() ? example.live() : example.prompt();
        html.element("div", Examples.cut(asked.strip(), EXCERPT), "class", "quiet", "dir", "auto")
                .close("th");
        number(html, example.score());
        for (String column : columns) {
            number(html, divergence(example, column));
        }
        html.close("tr").raw("\n").open("tr", "class", "body");
        html.open("td", "colspan", String.valueOf(columns.size() + 2)).open("details");
        html.element("summary", "What differs");
        body(html, example);
        html.close("details").close("td").close("tr").close("tbody").raw("\n");
    }

    private static void number(Html html, double value) {
        String exact = Double.isNaN(value) ? "-1" : String.format(Locale.ROOT, "%.6f", value);
        html.open("td", "class", "number", "data-value", exact)
                .text(Numbers.of(value))
                .close("td");
    }

    private static double divergence(Example example, String comparator) {
        return example.results().stream()
                .filter(each ->
                        each.pair() == Pair.CANDIDATE && each.comparator().equals(comparator))
                .filter(each -> !(each.comparison() instanceof Comparison.NotComparable))
                .mapToDouble(each -> Divergences.of(each.comparison()))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static void body(Html html, Example example) {
        if (!example.prompt().isBlank()) {
            html.element("h4", "Asked").element("div", example.prompt(), "class", "words", "dir", "auto");
        }
        html.element("h4", "Live and candidate");
        difference(html, example.live(), example.candidate());
        String control = example.control();
        if (control != null) {
            html.open("details", "class", "control").element("summary", "Live and control: what is noise");
            difference(html, example.live(), control);
            html.close("details");
        }
        html.open("ul", "class", "results");
        for (Compared compared : example.results()) {
            if (compared.pair() == Pair.CANDIDATE && compared.comparison() instanceof Comparison.Mismatch) {
                html.open("li").element("code", compared.comparator()).raw(" ");
                html.text(compared.comparison().explanation()).close("li");
            }
        }
        html.close("ul");
    }

    private static void difference(Html html, String live, String other) {
        TextDiff diff = TextDiff.between(live, other);
        html.open("div", "class", "words", "dir", "auto");
        for (Piece piece : diff.pieces()) {
            switch (piece.kind()) {
                case SAME -> html.text(piece.text());
                case ONLY_LIVE -> html.element("del", piece.text());
                case ONLY_OTHER -> html.element("ins", piece.text());
            }
        }
        html.close("div");
    }
}
