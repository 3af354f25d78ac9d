package dev.understudy.staging;

import dev.understudy.report.Numbers;
import dev.understudy.report.Report;
import dev.understudy.staging.LoadFigures.ArmFigures;
import dev.understudy.staging.LoadFigures.Spread;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The report of a run: that of its comparisons, with what was played and how the arms bore it. */
public final class StagingReport {
    /** Seconds of waiting that a reader would want to know of. */
    private static final double LEAST_HELD = 1;

    private StagingReport() {}

    /** @param more notes for the reader, such as what the list was */
    public static Report of(StagingResult result, List<String> more) {
        List<String> notes = new ArrayList<>(more);
        notes.add(played(result));
        if (result.unknown() > 0) {
            notes.add(
                    result.unknown() + (result.unknown() == 1 ? " request was" : " requests were")
                            + " begun and never seen to end: nobody knows whether the provider answered. They were not asked again.");
        }
        if (result.stopped() != null) {
            notes.add("Stopped before the end of the list: " + result.stopped() + ".");
        }
        if (result.usd().signum() > 0) {
            notes.add("The calls cost $"
                    + result.usd().setScale(4, RoundingMode.HALF_UP).toPlainString() + " by the price table.");
        }
        List<Report.Table> tables = result.load().arms().isEmpty() ? List.of() : List.of(load(result.load()));
        return result.report().with(notes, tables);
    }

    private static String played(StagingResult result) {
        long ended =
                result.played().values().stream().mapToLong(Long::longValue).sum();
        String outcomes = result.played().entrySet().stream()
                .map(entry -> entry.getKey().label() + " " + Numbers.count(entry.getValue()))
                .collect(Collectors.joining(", "));
        return Numbers.count(ended) + (ended == 1 ? " request" : " requests") + " played"
                + (outcomes.isEmpty() ? "." : ": " + outcomes + ".");
    }

    private static Report.Table load(LoadFigures load) {
        List<List<String>> rows = new ArrayList<>();
        for (ArmFigures arm : load.arms()) {
            rows.add(List.of(
                    arm.arm().name().toLowerCase(Locale.ROOT),
                    Numbers.count(arm.answers()),
                    Numbers.count(arm.failed()),
                    seconds(arm.duration(), arm.duration().p50()),
                    seconds(arm.duration(), arm.duration().p95()),
                    seconds(arm.duration(), arm.duration().p99()),
                    seconds(arm.firstToken(), arm.firstToken().p50()),
                    seconds(arm.firstToken(), arm.firstToken().p95()),
                    seconds(arm.firstToken(), arm.firstToken().p99()),
                    Numbers.count(arm.outputTokens())));
        }
        return new Report.Table(
                "Load",
                pace(load),
                List.of(
                        "arm",
                        "answers",
                        "failed",
                        "total p50 s",
                        "p95",
                        "p99",
                        "first token p50 s",
                        "p95",
                        "p99",
                        "output tokens"),
                rows);
    }

    private static String pace(LoadFigures load) {
        Spread lag = load.lag();
        String rate = load.perSecond() == 0
                ? ""
                : "This session began " + Numbers.count(load.begun()) + " requests in " + Numbers.of(load.seconds())
                        + " s, " + Numbers.of(load.perSecond()) + " a second. ";
        return rate + "Requests began later than they were due by " + Numbers.of(lag.p50()) + " s (p50), "
                + Numbers.of(lag.p95()) + " s (p95), " + Numbers.of(lag.p99()) + " s (p99), at most "
                + Numbers.of(lag.most()) + " s." + held(load.held());
    }

    private static String held(LoadFigures.Held held) {
        return held.seconds() < LEAST_HELD
                ? ""
                : " For " + Numbers.of(held.seconds()) + " s it waited for a place: no more than " + held.places()
                        + " were under way at once (limits.in_flight, --concurrency).";
    }

    private static String seconds(Spread spread, double value) {
        return spread.count() == 0 ? "–" : Numbers.of(value);
    }
}
