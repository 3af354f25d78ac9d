package dev.understudy.sandbox.demo;

import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Outcome;
import dev.understudy.sandbox.demo.DemoView.Funnel;
import dev.understudy.sandbox.demo.Effect.Reading;
import dev.understudy.sandbox.traffic.TrafficCounts;
import dev.understudy.terminal.Ink;
import dev.understudy.verdict.Decision;
import dev.understudy.verdict.RuleVerdict;
import dev.understudy.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The summary, section by section, most important first: a screen that is too low loses its end. */
final class Summary {
    /** Fewer rows than this are a low screen. */
    private static final int LOW = 36;

    private static final int MOST_OF_AN_EXAMPLE = 7;
    private static final int FURTHER = 7;

    private final DemoView view;
    private final int width;
    private final int rows;
    private final List<Line> lines = new ArrayList<>();

    private Summary(DemoView view, int width, int rows) {
        this.view = view;
        this.width = width;
        this.rows = rows;
    }

    /** @param rows how many lines there is room for; on a low screen the story goes, and all but one example */
    static List<Line> of(DemoView view, int width, int rows) {
        Summary summary = new Summary(view, width, rows);
        summary.heading();
        if (rows >= LOW) {
            summary.story();
        }
        summary.traffic();
        summary.funnel();
        summary.effects();
        summary.verdict();
        summary.arms();
        summary.differences();
        summary.places();
        return summary.lines;
    }

    private void heading() {
        String state = view.finished() ? "ran " : "running ";
        String end = view.finished() ? "" : "   page " + view.places().admin() + "/   Ctrl-C ends it";
        lines.add(
                Line.of("Understudy demo", Ink.BOLD).add("   " + state + Figures.clock(view.elapsed()) + end, Ink.DIM));
        lines.add(new Line());
    }

    private void story() {
        lines.add(Line.of("Customers ask a web shop for refunds. ")
                .add("Live", Ink.CYAN)
                .add(" answers them, untouched. A copy of"));
        lines.add(Line.of("each request goes to the ")
                .add("candidate", Ink.YELLOW)
                .add("; its answer is compared, then thrown away."));
        lines.add(Line.of("Now and then live is asked twice: so much does it differ from itself."));
        lines.add(Line.of("  live       ", Ink.CYAN).add("sim-large  “Process refund if customer requests it.”"));
        lines.add(Line.of("  candidate  ", Ink.YELLOW)
                .add("sim-small  “… AND purchase was within 30 days AND item is unused.”"));
        lines.add(new Line());
    }

    private void traffic() {
        TrafficCounts counts = view.traffic();
        double seconds = Math.max(0.001, view.elapsed().toMillis() / 1000.0);
        title("FORWARDED");
        lines.add(Line.of("  " + Figures.count(counts.sent()) + " requests", Ink.BOLD)
                .add(String.format(Locale.ROOT, " (%.0f/s): ", counts.sent() / seconds) + Figures.count(counts.ok())
                        + " answered, ")
                .add(Figures.count(counts.failed()) + " failed", counts.failed() == 0 ? Ink.GREEN : Ink.RED));
        lines.add(Line.of("  " + Figures.count(counts.refused()) + " odd ones refused by the provider, "
                + Figures.count(counts.left()) + " left early by the customer"));
        lines.add(new Line());
    }

    private void funnel() {
        Funnel funnel = view.funnel();
        title("MIRRORED");
        lines.add(Line.of("  " + Figures.count(funnel.compared()) + " compared", Ink.BOLD)
                .add(" of " + Figures.count(funnel.eligible()) + " eligible ("
                        + Figures.percent(funnel.compared(), funnel.eligible()) + ")")
                .add(view.shadowOn() ? "" : "   the shadow is switched off", Ink.RED));
        String underWay = funnel.open() > 0 ? Figures.count(funnel.open()) + " under way" : "";
        String ended = losses(funnel);
        String losses = ended + (ended.isEmpty() || underWay.isEmpty() ? "" : ", ") + underWay;
        if (!losses.isEmpty()) {
            Columns.wrap("not compared: " + losses, width - 2, 3).forEach(line -> lines.add(Line.of("  " + line)));
        }
        String sum = Figures.count(funnel.compared()) + " compared + "
                + Figures.count(funnel.ended() - funnel.compared()) + " not"
                + (funnel.open() > 0 ? " + " + Figures.count(funnel.open()) + " under way" : "") + " = "
                + Figures.count(funnel.eligible());
        if (view.finished()) {
            lines.add(
                    funnel.addsUp()
                            ? Line.of("  every exchange is accounted for: " + sum, Ink.GREEN)
                            : Line.of("  the outcomes do not add up: " + sum, Ink.RED));
        }
        lines.add(new Line());
    }

    static String losses(Funnel funnel) {
        return funnel.outcomes().entrySet().stream()
                .filter(entry -> entry.getKey() != Outcome.COMPARED && entry.getKey() != Outcome.COMPARED_LIVE_FAILED)
                .sorted(Map.Entry.<Outcome, Long>comparingByValue(Comparator.reverseOrder()))
                .map(entry -> Figures.count(entry.getValue()) + " "
                        + entry.getKey().label().replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    private void effects() {
        title("DIFFERENCE FROM LIVE  (0 same, 1 nothing in common)");
        lines.add(Line.of(
                "  " + Columns.left("", 10) + Columns.right("candidate", 10) + Columns.right("live again", 12),
                Ink.DIM));
        for (Effect effect : view.effects()) {
            lines.add(Line.of("  " + Columns.left(effect.comparator(), 10)
                            + Columns.right(Figures.divergence(effect.candidate()), 10)
                            + Columns.right(Figures.divergence(effect.noise()), 12) + "   ")
                    .add(reading(effect), ink(effect.reading())));
        }
        if (view.effects().isEmpty()) {
            lines.add(Line.of("  nothing compared yet", Ink.DIM));
        }
        lines.add(new Line());
    }

    private void verdict() {
        Verdict verdict = view.verdict();
        if (verdict == null || verdict.rules().isEmpty()) {
            return;
        }
        title("VERDICT");
        lines.add(Line.of("  ")
                .add(verdict.decision().label(), ink(verdict.decision()))
                .add("   right with 95 % whenever you look", Ink.DIM));
        for (RuleVerdict rule : verdict.rules()) {
            lines.add(Line.of("  ")
                    .add(Columns.left(rule.decision().label(), 11), ink(rule.decision()))
                    .add(Columns.left(rule.rule().text(), 34))
                    .add(rule.explanation(), Ink.DIM));
        }
        lines.add(new Line());
    }

    private static Ink ink(Decision decision) {
        return switch (decision) {
            case PASS -> Ink.GREEN;
            case FAIL -> Ink.RED;
            case UNDECIDED -> Ink.DIM;
        };
    }

    static String reading(Effect effect) {
        return switch (effect.reading()) {
            case TOO_FEW ->
                "too few to tell ("
                        + Math.min(effect.candidate().count(), effect.noise().count()) + " of " + Effect.ENOUGH + ")";
            case LIKE_LIVE -> "nothing shown beyond live's own noise";
            case LESS -> "less than live differs from itself";
            case MORE ->
                effect.noise().value() == 0
                        ? "all of it the candidate's: live never differs from itself"
                        : Figures.times(effect.times()) + " × more than live differs from itself";
        };
    }

    private static Ink ink(Reading reading) {
        return switch (reading) {
            case TOO_FEW -> Ink.DIM;
            case LIKE_LIVE, LESS -> Ink.GREEN;
            case MORE -> Ink.YELLOW;
        };
    }

    private void arms() {
        title("SIDE BY SIDE");
        lines.add(Line.of(
                "  " + Columns.left("", 26) + Columns.right("live", 10) + Columns.right("candidate", 12)
                        + Columns.right("live again", 12),
                Ink.DIM));
        arm("refunds granted", numbers -> Figures.share(numbers.granted()));
        arm("first token, streamed", numbers -> Figures.millis(numbers.firstTokenSeconds()));
        arm("whole answer", numbers -> Figures.millis(numbers.totalSeconds()));
        arm("output tokens", numbers -> Figures.decimal(numbers.outputTokens()));
        arm("cost of 1,000 answers", numbers -> Figures.dollars(numbers.costUsd()));
        lines.add(new Line());
    }

    private void arm(String label, Function<ArmNumbers, String> value) {
        lines.add(Line.of("  " + Columns.left(label, 26)
                + Columns.right(value.apply(numbers(Arm.LIVE)), 10)
                + Columns.right(value.apply(numbers(Arm.CANDIDATE)), 12)
                + Columns.right(value.apply(numbers(Arm.CONTROL)), 12)));
    }

    private ArmNumbers numbers(Arm arm) {
        return view.arms().getOrDefault(arm, ArmNumbers.NONE);
    }

    private void differences() {
        if (view.differences().isEmpty()) {
            return;
        }
        title("LATELY");
        int room = 1;
        for (Difference difference : view.differences()) {
            if (room-- <= 0 && lines.size() + MOST_OF_AN_EXAMPLE + FURTHER > rows) {
                break;
            }
            quote("customer   ", difference.prompt(), Ink.DIM);
            quote("live       ", difference.live(), Ink.CYAN);
            quote("candidate  ", difference.candidate(), Ink.YELLOW);
            lines.add(new Line());
        }
    }

    private void quote(String who, String words, Ink ink) {
        String shown = words.isBlank() ? "(nothing)" : words;
        List<String> wrapped = Columns.wrap(shown, Math.max(20, width - 14), 2);
        for (int i = 0; i < wrapped.size(); i++) {
            lines.add(Line.of("  " + (i == 0 ? who : " ".repeat(who.length())), ink)
                    .add(wrapped.get(i)));
        }
    }

    private void places() {
        if (view.finished()) {
            title("NEXT");
            place("again", "without --duration it goes on, and " + view.places().admin() + "/ shows a page");
            place("yours", "understudy serve --config FILE, and give your application that base URL");
            return;
        }
        title("LOOK FURTHER");
        String admin = view.places().admin();
        place("page", admin + "/");
        place("metrics", "curl " + admin + "/metrics");
        place("numbers", "curl " + admin + "/api/v1/shadows/" + Demo.SHADOW);
        place("verdict", "understudy gate --admin " + admin + " --shadow " + Demo.SHADOW);
        place("live feed", "curl -N " + admin + "/api/v1/comparisons/stream");
        place("change it", "edit " + view.places().config());
        place("ask it", "curl " + view.places().proxy() + "/v1/chat/completions -d '" + Demo.EXAMPLE_REQUEST + "'");
    }

    private void place(String what, String where) {
        lines.add(Line.of("  " + Columns.left(what, 11), Ink.DIM).add(where));
    }

    private void title(String title) {
        lines.add(Line.of(title, Ink.BOLD));
    }
}
