package dev.understudy.report;

import java.util.List;

/** What was measured beside the comparisons, a table each. */
final class TableSection {
    private TableSection() {}

    static void write(Html html, Report report) {
        for (int i = 0; i < report.tables().size(); i++) {
            table(html, report.tables().get(i), "table-" + i);
        }
    }

    private static void table(Html html, Report.Table table, String id) {
        html.open("section", "aria-labelledby", id).raw("\n");
        html.element("h2", table.title(), "id", id).raw("\n");
        if (!table.note().isEmpty()) {
            html.element("p", table.note(), "class", "note").raw("\n");
        }
        html.raw("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>");
        for (int column = 0; column < table.heads().size(); column++) {
            html.element("th", table.heads().get(column), "scope", "col", "class", column == 0 ? "" : "number");
        }
        html.raw("</tr></thead>\n<tbody>\n");
        table.rows().forEach(row -> row(html, row));
        html.raw("</tbody></table></div>\n</section>\n");
    }

    private static void row(Html html, List<String> cells) {
        html.open("tr");
        for (int column = 0; column < cells.size(); column++) {
            if (column == 0) {
                html.element("th", cells.get(column), "scope", "row");
            } else {
                html.element("td", cells.get(column), "class", "number");
            }
        }
        html.close("tr").raw("\n");
    }
}
