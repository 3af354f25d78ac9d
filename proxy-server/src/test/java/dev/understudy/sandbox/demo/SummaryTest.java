package dev.understudy.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Outcome;
import dev.understudy.sandbox.demo.DemoView.Funnel;
import dev.understudy.sandbox.demo.DemoView.Places;
import dev.understudy.sandbox.demo.Sample.Mean;
import dev.understudy.sandbox.traffic.TrafficCounts;
import dev.understudy.terminal.Terminal;
import dev.understudy.terminal.Terminal.Size;
import dev.understudy.verdict.sequence.Interval;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {
    private static final Funnel FUNNEL =
            new Funnel(100, 2, Map.of(Outcome.COMPARED, 90L, Outcome.CLIENT_GONE, 3L, Outcome.MALFORMED_REQUEST, 5L));

    @Test
    void of_running_namesEveryLoss() {
        String text = text(view(FUNNEL, false), 100);

        assertThat(text)
                .contains("90 compared of 100 eligible (90 %)")
                .contains("not compared: 5 malformed request, 3 client gone, 2 under way");
    }

    @Test
    void of_finished_saysThatOutcomesAddUp() {
        assertThat(text(view(FUNNEL, true), 100))
                .contains("every exchange is accounted for: 90 compared + 8 not + 2 under way = 100");
    }

    @Test
    void of_finishedWithALoss_saysSo() {
        Funnel lossy = new Funnel(100, 0, Map.of(Outcome.COMPARED, 90L));

        assertThat(text(view(lossy, true), 100)).contains("the outcomes do not add up");
    }

    @Test
    void of_effects_areReadForPeople() {
        assertThat(text(view(FUNNEL, false), 100))
                .containsPattern("json +0\\.300 +0\\.100   3\\.0 × more than live differs from itself")
                .containsPattern("text +0\\.500 +0\\.500   nothing shown beyond live's own noise")
                .containsPattern("tools +0\\.500 +0\\.100   too few to tell \\(5 of 20\\)");
    }

    @Test
    void of_arms_areSideBySide() {
        assertThat(text(view(FUNNEL, false), 100)).containsPattern("refunds granted +95 % +61 % +–");
    }

    @Test
    void of_differences_quoteBoth() {
        assertThat(text(view(FUNNEL, false), 100)).contains("customer   Refund?", "live       Yes.", "candidate  No.");
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 60, 100, 200})
    void of_anyWidth_fits(int width) {
        assertThat(Summary.of(view(FUNNEL, false), width, 60))
                .allSatisfy(line ->
                        assertThat(Columns.width(line.render(width, false))).isLessThanOrEqualTo(width));
    }

    @Test
    void of_lowScreen_keepsTheNumbersAndOneExample() {
        List<String> low = Summary.of(view(FUNNEL, false), 80, 24).stream()
                .map(line -> line.render(80, false))
                .toList();

        assertThat(low).noneMatch(line -> line.contains("Customers ask"));
        assertThat(low.subList(0, 23)).anyMatch(line -> line.contains("SIDE BY SIDE"));
        assertThat(low).filteredOn(line -> line.contains("customer   ")).hasSize(1);
        assertThat(text(view(FUNNEL, false), 80)).contains("Customers ask").contains("customer   Another?");
    }

    @Test
    void of_nothingYet_isCalm() {
        DemoView empty = new DemoView(
                Duration.ZERO,
                false,
                new TrafficCounts(0, 0, 0, 0, 0, 0, 0, Map.of()),
                true,
                new Funnel(0, 0, Map.of()),
                List.of(),
                null,
                Map.of(),
                List.of(),
                new Places("p", "a", "c"));

        assertThat(text(empty, 80)).contains("nothing compared yet").doesNotContain("NaN");
    }

    @Test
    void oneLine_namesTheWidestEffect() {
        assertThat(OneLine.of(view(FUNNEL, false)))
                .isEqualTo(
                        "01:05  forwarded 120 (0 failed), compared 90 of 100, json differs 0.300, live from itself"
                                + " 0.100: 3.0 × more than live differs from itself, refunds granted: live 95 %, candidate 61 %");
    }

    @Test
    void screen_redraws_inPlace() {
        StringWriter out = new StringWriter();
        Screen screen = new Screen(new PrintWriter(out), false);
        List<Line> lines = List.of(Line.of("one"), Line.of("two"), Line.of("three"));

        screen.draw(lines, new Size(20, 10));
        int first = out.getBuffer().length();
        screen.draw(lines, new Size(20, 10));

        assertThat(out.toString().substring(first)).startsWith("\u001b[3A\r").contains("one\u001b[K\n");
    }

    @Test
    void screen_tooLow_losesTheEnd() {
        StringWriter out = new StringWriter();
        new Screen(new PrintWriter(out), false)
                .draw(List.of(Line.of("one"), Line.of("two"), Line.of("three")), new Size(20, 3));

        assertThat(out.toString()).contains("one", "two").doesNotContain("three");
    }

    @Test
    void terminal_notOne_isNeitherDrawnOnNorColoured() {
        assertThat(Terminal.detect(Map.of("TERM", "dumb"))).isEqualTo(new Terminal(false, false));
        assertThat(new Terminal(false, false).size()).isEqualTo(Size.USUAL);
    }

    private static DemoView view(Funnel funnel, boolean finished) {
        ArmNumbers live = new ArmNumbers(0.3, 0.9, mean(30), mean(0.0004), mean(0.95));
        ArmNumbers candidate = new ArmNumbers(0.1, 0.4, mean(25), mean(0.00004), mean(0.61));
        return new DemoView(
                Duration.ofSeconds(65),
                finished,
                new TrafficCounts(120, 110, 5, 0, 5, 0, 0, Map.of(200, 110L)),
                true,
                funnel,
                List.of(
                        new Effect("json", mean(0.3), mean(0.1), new Interval(0.1, 0.3)),
                        new Effect("text", mean(0.5), mean(0.5), new Interval(-0.1, 0.1)),
                        new Effect("tools", mean(0.5), new Mean(5, 0.1, 0.0001), new Interval(0.1, 0.5))),
                null,
                Map.of(Arm.LIVE, live, Arm.CANDIDATE, candidate),
                List.of(new Difference("Refund?", "Yes.", "No."), new Difference("Another?", "Yes.", "No.")),
                new Places("http://127.0.0.1:8080", "http://127.0.0.1:9901", "/somewhere/understudy.yaml"));
    }

    private static Mean mean(double value) {
        return new Mean(60, value, 0.0001);
    }

    private static String text(DemoView view, int width) {
        return Summary.of(view, width, 60).stream()
                .map(line -> line.render(width, false))
                .collect(Collectors.joining("\n"));
    }
}
