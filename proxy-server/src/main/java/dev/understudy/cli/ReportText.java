package dev.understudy.cli;

import dev.understudy.compare.Compared;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.compare.Wording;
import dev.understudy.report.Aspect;
import dev.understudy.report.ComparatorReport;
import dev.understudy.report.Example;
import dev.understudy.report.Finding;
import dev.understudy.report.Numbers;
import dev.understudy.report.PairTotals;
import dev.understudy.report.Report;
import dev.understudy.verdict.Effect;
import dev.understudy.verdict.RuleVerdict;
import dev.understudy.verdict.rule.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report for a terminal. Answers are quoted in single lines without control characters. */
final class ReportText {
    private static final int SHOWN_FINDINGS = 6;
    private static final int LONGEST_DIFFERENCE = 700;

    private final Report report;
    private final int examples;
    private final List<String> lines = new ArrayList<>();

    /** @param examples how many to show */
    ReportText(Report report, int examples) {
        this.report = report;
        this.examples = examples;
    }

    List<String> lines() {
        head();
        if (!report.comparators().isEmpty()) {
            comparators();
            findings();
        }
        tables();
        verdict();
        examples();
        return lines;
    }

    private void head() {
        add("live       %s", clean(report.labels().live()));
        add("candidate  %s", clean(report.labels().candidate()));
        String control = report.labels().control();
        if (control != null) {
            add("control    %s", clean(control));
        }
        add(
                "%s, %s with a control, %s",
                counted(report.exchanges(), "pair"),
                Numbers.count(report.controls()),
                counted(conversations(), "conversation"));
        report.notes().forEach(note -> lines.add(clean(note)));
        if (report.verdict().lateTurns() > 0) {
            add(
                    "%s turns came after their conversation was over and say nothing: keep the turns of a"
                            + " conversation together, or raise gate.silence.",
                    Numbers.count(report.verdict().lateTurns()));
        }
    }

    private static String counted(long count, String what) {
        return Numbers.count(count) + " " + what + (count == 1 ? "" : "s");
    }

    private long conversations() {
        return report.comparators().stream()
                .mapToLong(each -> each.distance().effect().conversations())
                .max()
                .orElse(0);
    }

    private void comparators() {
        boolean controlled = report.controls() > 0;
        Columns table = controlled
                ? new Columns(1, "comparator", "compared", "mismatch", "candidate", "control", "excess", "over noise")
                : new Columns(1, "comparator", "compared", "mismatch", "divergence");
        List<String> silent = new ArrayList<>();
        for (ComparatorReport each : report.comparators()) {
            if (each.candidate().compared() == 0) {
                silent.add("  " + each.name() + ": " + reasons(each.candidate()));
            } else if (controlled) {
                table.row(controlled(each));
            } else {
                table.row(
                        each.name(),
                        Numbers.count(each.candidate().compared()),
                        Numbers.count(each.candidate().mismatch()),
                        Numbers.of(each.candidate().mean()));
            }
        }
        lines.add("");
        lines.addAll(table.lines());
        if (controlled) {
            add("* beyond the noise, with confidence %s for everything here together", confidence());
        }
        if (!silent.isEmpty()) {
            lines.add("nothing to compare for");
            lines.addAll(silent);
        }
    }

    private static String[] controlled(ComparatorReport each) {
        PairTotals control = each.control();
        Effect effect = each.distance().effect();
        return new String[] {
            each.name(),
            Numbers.count(each.candidate().compared()),
            Numbers.count(each.candidate().mismatch()),
            Numbers.of(each.candidate().mean()),
            control == null ? "–" : Numbers.of(control.mean()),
            Numbers.difference(effect.estimate()),
            Numbers.interval(effect.interval()) + (each.distance().differs() ? " *" : "  ")
        };
    }

    private static String reasons(PairTotals totals) {
        return totals.reasons().entrySet().stream()
                .limit(2)
                .map(reason -> Wording.excerpt(reason.getKey(), 90) + " (" + Numbers.count(reason.getValue()) + ")")
                .collect(Collectors.joining("; "));
    }

    private void findings() {
        lines.add("");
        lines.add("what is shown to differ");
        for (Aspect aspect : Aspect.values()) {
            List<Finding> differing = report.differing(aspect);
            String title = String.format(Locale.ROOT, "  %-26s", aspect.title());
            lines.add(title + (differing.isEmpty() ? nothing(aspect) : shown(differing.get(0))));
            differing.stream()
                    .skip(1)
                    .limit(SHOWN_FINDINGS - 1)
                    .forEach(finding -> lines.add(" ".repeat(title.length()) + shown(finding)));
            if (differing.size() > SHOWN_FINDINGS) {
                lines.add(" ".repeat(title.length()) + "and " + (differing.size() - SHOWN_FINDINGS) + " more");
            }
        }
    }

    private String nothing(Aspect aspect) {
        boolean measured = report.findings().stream()
                .anyMatch(finding -> finding.aspect() == aspect
                        && finding.effect().conversations() > 0
                        && finding.effect().estimand().reference() != Reference.NONE);
        return measured
                ? "nothing"
                : "not known: nothing was measured" + (report.controls() > 0 ? "" : ", or no control");
    }

    private static String shown(Finding finding) {
        Effect effect = finding.effect();
        return effect.estimand().metric().name() + " "
                + (effect.estimand().reference() == Reference.NOISE ? "noise " : "live ")
                + Numbers.of(effect.reference()) + ", candidate " + Numbers.of(effect.candidate()) + " ("
                + Numbers.difference(effect.estimate()) + ", " + Numbers.interval(effect.interval()) + ")";
    }

    private void tables() {
        for (Report.Table table : report.tables()) {
            lines.add("");
            lines.add(table.title().toLowerCase(Locale.ROOT) + ": " + clean(table.note()));
            Columns columns = new Columns(1, table.heads().toArray(String[]::new));
            table.rows().forEach(row -> columns.row(row.toArray(String[]::new)));
            lines.addAll(columns.lines());
        }
    }

    private void verdict() {
        lines.add("");
        if (!report.judged()) {
            lines.add("no rules (--gate), so there is no verdict");
            return;
        }
        add("%s (confidence %s)", report.verdict().decision().label(), confidence());
        for (RuleVerdict rule : report.verdict().rules()) {
            add("  %-9s  %s  [%s]", rule.decision().label(), rule.rule().text(), explanation(rule));
        }
    }

    /** Here the control is a file. */
    private static String explanation(RuleVerdict rule) {
        return rule.explanation().replace("(control.percent)", "(--control)");
    }

    private String confidence() {
        return Numbers.of(report.verdict().confidence());
    }

    private void examples() {
        int number = 0;
        for (Example example : report.examples()) {
            if (number == examples) {
                return;
            }
            if (number++ == 0) {
                lines.add("");
                lines.add("most different ([-only live-], {+only candidate+})");
            }
            add("%d. %s: %s", number, Wording.excerpt(example.id(), 60), results(example));
            if (!example.prompt().isBlank()) {
                add("   asked: %s", Wording.excerpt(example.prompt(), 160));
            }
            lines.add("   " + DifferenceText.of(example.live(), example.candidate(), LONGEST_DIFFERENCE));
        }
    }

    private static String results(Example example) {
        return example.results().stream()
                .filter(each -> each.pair() == Pair.CANDIDATE && each.comparison() instanceof Comparison.Mismatch)
                .map(ReportText::result)
                .collect(Collectors.joining(", "));
    }

    private static String result(Compared compared) {
        return compared.comparator() + " " + Numbers.of(((Comparison.Mismatch) compared.comparison()).divergence());
    }

    private void add(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    /** File names may hold anything too. */
    private static String clean(String text) {
        return Wording.excerpt(text, 300);
    }
}
