package dev.understudy.compare.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.compare.Answers;
import dev.understudy.compare.Comparison;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ToolsComparatorTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    @Test
    void compare_parallelCallsReordered_match() {
        Comparison comparison = compare(
                live("weather", "{\"city\":\"Paris\",\"days\":2}", "weather", "{\"city\":\"Lyon\"}"),
                candidate("weather", "{\"city\":\"Lyon\"}", "weather", "{\"days\": 2.0, \"city\": \"Paris\"}"));
        assertThat(comparison.result()).isEqualTo("match");
        assertThat(Answers.divergence(comparison)).isZero();
        assertThat(comparison.explanation()).startsWith("the same calls: weather({\"");
        assertThat(comparison.live()).isEqualTo(Map.of("calls", 2.0, "malformed_arguments", 0.0));
    }

    @Test
    void compare_oneArgumentOther_isExplained() {
        Comparison comparison = compare(
                live("refund", "{\"order\":\"A1\",\"amount\":12.5,\"reason\":\"late\"}"),
                candidate("refund", "{\"order\":\"A1\",\"amount\":125,\"reason\":\"late\"}"));
        assertThat(comparison.result()).isEqualTo("mismatch");
        assertThat(Answers.divergence(comparison)).isCloseTo(0.25, ROUNDING);
        assertThat(comparison.explanation()).isEqualTo("refund: $.amount: 12.5 → 125");
    }

    @Test
    void compare_otherTool_isAllOther() {
        Comparison comparison = compare(live("refund", "{\"a\":1}"), candidate("reject", "{\"a\":1}"));
        assertThat(Answers.divergence(comparison)).isEqualTo(1);
        assertThat(comparison.explanation())
                .isEqualTo("refund({\"a\":1}) only in live; reject({\"a\":1}) only in candidate");
    }

    @Test
    void compare_oneCallMore_isAThird() {
        Comparison comparison = compare(live("f", "{}"), candidate("f", "{}", "g", "{}"));
        assertThat(Answers.divergence(comparison)).isCloseTo(1 / 3.0, ROUNDING);
        assertThat(comparison.explanation()).isEqualTo("g() only in candidate");
    }

    @Test
    void compare_sameCallTwice_isNotOnce() {
        assertThat(Answers.divergence(compare(live("f", "{}", "f", "{}"), candidate("f", "{}"))))
                .isCloseTo(1 / 3.0, ROUNDING);
        assertThat(compare(live("f", "{}", "f", "{}"), candidate("f", "{}", "f", "{}"))
                        .result())
                .isEqualTo("match");
    }

    @Test
    void compare_severalOfOneTool_pairsTheMostAlike() {
        Comparison comparison = compare(
                live("f", "{\"a\":1,\"b\":1,\"c\":1}", "f", "{\"a\":2,\"b\":2,\"c\":2}"),
                candidate("f", "{\"a\":2,\"b\":2,\"c\":9}", "f", "{\"a\":1,\"b\":1,\"c\":8}"));
        assertThat(Answers.divergence(comparison)).isCloseTo(0.25, ROUNDING);
    }

    @Test
    void compare_noArguments_isAnEmptyObject() {
        assertThat(compare(live("f", ""), candidate("f", "{}")).result()).isEqualTo("match");
    }

    @Test
    void compare_argumentsThatAreNoJson_areEqualOnlyAsText() {
        assertThat(compare(live("f", "{oops"), candidate("f", "{oops")).result())
                .isEqualTo("match");
        Comparison comparison = compare(live("f", "{\"a\":1}"), candidate("f", "{\"a\":"));
        assertThat(Answers.divergence(comparison)).isEqualTo(0.5);
        assertThat(comparison.other()).isEqualTo(Map.of("calls", 1.0, "malformed_arguments", 1.0));
        assertThat(comparison.explanation()).isEqualTo("f: arguments that are no JSON differ");
    }

    @Test
    void compare_ignoredAndTolerated_applyToArguments() {
        assertThat(Answers.comparator("tools", "{'ignore': ['$.request_id'], 'tolerance': 0.5}")
                        .compare(
                                Answers.REQUEST,
                                live("f", "{\"request_id\":\"x\",\"a\":1}"),
                                candidate("f", "{\"request_id\":\"y\",\"a\":1.4}"))
                        .result())
                .isEqualTo("match");
    }

    @Test
    void compare_noCalls_isNotComparable() {
        assertThat(compare(Answers.live("x"), Answers.candidate("y")).explanation())
                .isEqualTo("neither answer asks for a tool");
        assertThat(compare(Answers.live("x"), candidate("f", "{}")).explanation())
                .isEqualTo("f() only in candidate");
    }

    @Test
    void compare_whatTheCandidateTriedToDo_isReportedWithItsArguments() {
        assertThat(compare(Answers.live("Done."), candidate("delete_account", "{\"user\": \"u-1\"}"))
                        .explanation())
                .isEqualTo("delete_account({\"user\": \"u-1\"}) only in candidate");
    }

    @Test
    void compare_nameMissingOrHostile_readsWell() {
        assertThat(compare(live("", "{}"), candidate("a\n\u001b" + "b".repeat(300), "{}"))
                        .explanation())
                .startsWith("a call without a name() only in live; a �bbb")
                .hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void compare_thousandsOfCalls_isBounded() {
        String[] one = IntStream.range(0, 10_000)
                .mapToObj(i -> i % 2 == 0 ? "f" : "{\"a\":" + i + "}")
                .toArray(String[]::new);
        String[] another = IntStream.range(0, 10_000)
                .mapToObj(i -> i % 2 == 0 ? "f" : "{\"a\":" + (i + 100_000) + "}")
                .toArray(String[]::new);
        String large = "{\"a\":[" + "1,".repeat(400_000) + "2]}";
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(Answers.divergence(compare(live(one), candidate(another))))
                    .isCloseTo(0.5, ROUNDING);
            Comparison comparison = compare(
                    live("f", large, "f", large, "f", large),
                    candidate("f", large + " ", "f", large + "  ", "f", large + "   "));
            assertThat(comparison.explanation()).isNotEmpty();
        });
    }

    private static Answer live(String... namesAndArguments) {
        return Answers.calling(Arm.LIVE, namesAndArguments);
    }

    private static Answer candidate(String... namesAndArguments) {
        return Answers.calling(Arm.CANDIDATE, namesAndArguments);
    }

    private static Comparison compare(Answer live, Answer other) {
        return Answers.comparator("tools").compare(Answers.REQUEST, live, other);
    }
}
