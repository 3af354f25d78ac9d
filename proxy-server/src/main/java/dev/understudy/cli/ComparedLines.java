package dev.understudy.cli;

import dev.understudy.cli.Failures.Refused;
import dev.understudy.compare.Compared;
import dev.understudy.compare.ComparedJson;
import dev.understudy.report.Report;
import dev.understudy.verdict.VerdictJson;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code compare --json}: a line for each pair and comparator, and the verdict last. */
final class ComparedLines {
    /** A reader that has gone ({@code | head}) is noticed after so many lines at the latest. */
    private static final int BETWEEN_LOOKS = 512;

    private final PrintWriter out;
    private long printed;

    ComparedLines(PrintWriter out) {
        this.out = out;
    }

    void print(String id, List<Compared> results) {
        for (Compared compared : results) {
            ObjectNode line = JsonMapper.shared().createObjectNode();
            line.put("id", id);
            line.setAll(ComparedJson.of(compared.comparator(), compared.pair(), compared.comparison()));
            out.print(line);
            out.print('\n');
            if (++printed % BETWEEN_LOOKS == 0 && out.checkError()) {
                throw new Refused("standard output: closed (expected: somebody who reads to the end)");
            }
        }
    }

    /** The last line. Without rules there is nothing to decide, and the verdict is null. */
    static ObjectNode last(Report report) {
        ObjectNode json = VerdictJson.of(report.verdict());
        if (!report.judged()) {
            json.putNull("verdict");
        }
        json.remove("coverage");
        json.put("pairs", report.exchanges());
        json.put("controls", report.controls());
        var notes = json.putArray("notes");
        report.notes().forEach(notes::add);
        var differences = json.putArray("differences");
        report.findings().stream()
                .filter(finding -> finding.differs())
                .forEach(finding -> differences
                        .addObject()
                        .put("metric", finding.effect().estimand().metric().name())
                        .put(
                                "reference",
                                finding.effect().estimand().reference().label())
                        .put("aspect", finding.aspect().name().toLowerCase(Locale.ROOT))
                        .put("direction", finding.direction().name().toLowerCase(Locale.ROOT)));
        return json;
    }
}
