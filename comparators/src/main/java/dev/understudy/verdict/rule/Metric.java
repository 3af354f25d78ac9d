package dev.understudy.verdict.rule;

/**
 * A name of the gate language, resolved. Immutable.
 *
 * @param name as a rule says it
 * @param comparator whose results it is measured from
 * @param unit of its values, for people: {@code s}, {@code USD}, {@code tokens}; empty for shares
 * @param ofFailures whether exchanges in which live failed count too; otherwise it is about those that live answered
 */
public record Metric(
        String name, String comparator, Measure measure, Statistic statistic, String unit, boolean ofFailures) {}
