package dev.understudy.offline;

import dev.understudy.compare.Compared;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.verdict.rule.Measure;
import dev.understudy.verdict.rule.MetricTable;
import dev.understudy.verdict.rule.Statistic;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A number that others gave each answer: a grader's mark, a person's stars, 1 for passed tests. It stands beside the
 * comparators under the field's name, as {@code NAME.score}, moved to 0 … 1. Immutable.
 *
 * @param name the field of the line, and the name in rules
 * @param least the worst there is
 * @param most the best there is
 */
public record Score(String name, double least, double most) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z][A-Za-z0-9_]{0,60})(?:=(-?[0-9.]{1,15})\\.\\.(-?[0-9.]{1,15}))?");

    /**
     * Reads {@code NAME} (0 to 1) or {@code NAME=LEAST..MOST}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Score parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            boolean ranged = matcher.group(2) != null;
            double least = ranged ? Double.parseDouble(matcher.group(2)) : 0;
            double most = ranged ? Double.parseDouble(matcher.group(3)) : 1;
            if (least < most) {
                return new Score(matcher.group(1), least, most);
            }
        }
        throw new IllegalArgumentException(text + " (expected: NAME, or NAME=LEAST..MOST such as stars=1..5)");
    }

    /** Its name in rules. */
    public MetricTable.Entry metric() {
        return new MetricTable.Entry(
                name + ".score", name, new Measure.Quality("score"), new Statistic.Rate(), "", false);
    }

    /** As it stands in a line, from 0 to 1; null where it does not. */
    @Nullable
    Double read(JsonNode line) {
        JsonNode value = line.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        double number =
                value.isNumber() ? value.doubleValue() : value.isBoolean() ? (value.booleanValue() ? 1 : 0) : least - 1;
        if (!(number >= least && number <= most)) {
            throw new LineException(name + ": " + (value.isNumber() ? value.toString() : "no number")
                    + " (expected: a number from " + least + " to " + most + ")");
        }
        return (number - least) / (most - least);
    }

    Compared compared(Pair pair, @Nullable Double live, @Nullable Double other) {
        if (live == null || other == null) {
            String where = live == null ? "live" : pair.label();
            return new Compared(name, pair, Comparison.notComparable(where + " has no " + name));
        }
        return new Compared(
                name,
                pair,
                Comparison.of(
                        live.equals(other),
                        Math.abs(live - other),
                        Map.of("score", live),
                        Map.of("score", other),
                        String.format(Locale.ROOT, "live %.3g, %s %.3g", live, pair.label(), other)));
    }
}
