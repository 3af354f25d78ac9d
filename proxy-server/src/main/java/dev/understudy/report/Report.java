package dev.understudy.report;

import dev.understudy.verdict.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of many exchanges came to: all that a page or a table shows. Immutable.
 *
 * @param labels what the arms are called
 * @param notes what else the reader has to know, such as what was left out; one line each
 * @param verdict undecided where there are no rules
 * @param comparators in the order in which they were asked for
 * @param examples those worth a look, the farthest apart first
 * @param tables what else was measured
 * @param trials cases that were held against what was expected of them; null where it was traffic
 */
public record Report(
        Labels labels,
        List<String> notes,
        Verdict verdict,
        long exchanges,
        long controls,
        List<ComparatorReport> comparators,
        List<Example> examples,
        List<Table> tables,
        @Nullable Trials trials) {
    /**
     * @param title of the whole
     * @param control null without one
     */
    public record Labels(
            String title,
            String live,
            String candidate,
            @Nullable String control) {}

    /**
     * Something that was measured beside the comparisons.
     *
     * @param note a sentence under the title; empty for none
     * @param rows cells of which the first names the row and the others are numbers
     */
    public record Table(String title, String note, List<String> heads, List<List<String>> rows) {
        public Table {
            heads = List.copyOf(heads);
            rows = List.copyOf(rows);
        }
    }

    /** Of traffic, without tables. */
    public Report(
            Labels labels,
            List<String> notes,
            Verdict verdict,
            long exchanges,
            long controls,
            List<ComparatorReport> comparators,
            List<Example> examples) {
        this(labels, notes, verdict, exchanges, controls, comparators, examples, List.of(), null);
    }

    /** The same with other notes and tables. */
    public Report with(List<String> otherNotes, List<Table> otherTables) {
        return new Report(labels, otherNotes, verdict, exchanges, controls, comparators, examples, otherTables, trials);
    }

    /** The same with the cases that it is about. */
    public Report with(Trials played) {
        return new Report(labels, notes, verdict, exchanges, controls, comparators, examples, tables, played);
    }

    public Report {
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
        comparators = List.copyOf(comparators);
        examples = List.copyOf(examples);
    }

    /** Whether there were rules to decide by. */
    public boolean judged() {
        return !verdict.rules().isEmpty();
    }

    /** All findings, comparator by comparator. */
    public List<Finding> findings() {
        return comparators.stream()
                .flatMap(each -> Stream.concat(Stream.of(each.distance()), each.qualities().stream()))
                .toList();
    }

    /** What is shown to differ in one respect. */
    public List<Finding> differing(Aspect aspect) {
        return findings().stream()
                .filter(finding -> finding.aspect() == aspect && finding.differs())
                .toList();
    }
}
