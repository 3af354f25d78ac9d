package dev.understudy.compare.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.compare.Answers;
import dev.understudy.compare.Comparison;
import dev.understudy.exchange.Arm;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonComparatorTest {
    @Test
    void compare_sameValueInOtherDress_matches() {
        Comparison comparison =
                compare("{\"total\": 12.50, \"ok\": true}", "Here:\n```json\n{\"ok\":true,\"total\":12.5}\n```");
        assertThat(comparison.result()).isEqualTo("match");
        assertThat(Answers.divergence(comparison)).isZero();
        assertThat(comparison.explanation()).isEqualTo("the same JSON");
        assertThat(comparison.live()).isEqualTo(Map.of("valid", 1.0, "leaves", 2.0));
    }

    @Test
    void compare_identical_matches() {
        assertThat(Answers.divergence(compare("{\"a\":[1,2]}", "{\"a\":[1,2]}")))
                .isZero();
    }

    @Test
    void compare_oneLeafOfFour_isAQuarter() {
        Comparison comparison = compare("{\"a\":1,\"b\":2,\"c\":3,\"d\":4}", "{\"a\":1,\"b\":2,\"c\":3,\"d\":5}");
        assertThat(comparison.result()).isEqualTo("mismatch");
        assertThat(Answers.divergence(comparison)).isEqualTo(0.25);
        assertThat(comparison.explanation()).isEqualTo("$.d: 4 → 5");
    }

    @Test
    void compare_threshold_isConfigurable() {
        assertThat(Answers.comparator("json", "{'threshold': 0.5}")
                        .compare(Answers.REQUEST, Answers.live("[1,2]"), Answers.candidate("[1,3]"))
                        .result())
                .isEqualTo("match");
    }

    @Test
    void compare_onlyOneHasJson_isAMismatch() {
        Comparison comparison = compare("{\"a\":1}", "I cannot say.");
        assertThat(comparison.result()).isEqualTo("mismatch");
        assertThat(Answers.divergence(comparison)).isEqualTo(1);
        assertThat(comparison.explanation()).isEqualTo("candidate has no JSON");
        assertThat(comparison.other()).isEqualTo(Map.of("valid", 0.0));
        assertThat(compare("{\"a\":1,", "{\"a\":1}").explanation()).isEqualTo("live's JSON breaks off");
    }

    @Test
    void compare_neitherHasJson_isNotComparable() {
        assertThat(compare("No.", "Nope.").explanation()).isEqualTo("neither answer has JSON");
        assertThat(compare("No.", "{\"a\":").explanation())
                .isEqualTo("neither answer has JSON: candidate's JSON breaks off");
        assertThat(compare("No.", "Nope.").live()).isEqualTo(Map.of("valid", 0.0));
    }

    @Test
    void compare_manyLongDifferences_explainsInALine() {
        String long1 = "{\"" + "k".repeat(500) + "\":\"" + "v".repeat(500) + "\"}";
        assertThat(compare(long1, "{\"x\\u001by\":\"\\n\\u0000\"}").explanation())
                .hasSizeLessThanOrEqualTo(200)
                .contains("['x�y'] added: \"�\"");
    }

    @Test
    void compare_failed_isNotComparable() {
        Comparison comparison = Answers.comparator("json")
                .compare(
                        Answers.REQUEST,
                        Answers.live("{}"),
                        Answers.failed(Arm.CANDIDATE, 400, ErrorKind.INVALID_REQUEST));
        assertThat(comparison.explanation()).isEqualTo("candidate did not succeed: HTTP 400 invalid_request");
    }

    private static Comparison compare(String live, String other) {
        return Answers.comparator("json").compare(Answers.REQUEST, Answers.live(live), Answers.candidate(other));
    }
}
