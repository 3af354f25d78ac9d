package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class QualitiesTextTest {
    private static String of(String live, String other) {
        return QualitiesText.of(
                JsonMapper.shared().readTree("{\"live\":" + live + ",\"other\":" + other + ",\"explanation\":null}"));
    }

    @Test
    void of_times_showsWhatPeopleAskFirstWithItsUnit() {
        assertThat(
                        of(
                                "{\"first_byte_seconds\":0.1,\"first_token_seconds\":0.2,\"gap_max_seconds\":9,\"total_seconds\":1.25}",
                                "{\"first_byte_seconds\":0.2,\"first_token_seconds\":0.3,\"gap_max_seconds\":8,\"total_seconds\":0.42}"))
                .isEqualTo("total 1.25 s → 420 ms, first token 200 ms → 300 ms, first byte 100 ms → 200 ms");
    }

    @Test
    void of_countsAndDollars_readAsPeopleWriteThem() {
        assertThat(of("{\"input_tokens\":120,\"output_tokens\":19}", "{\"input_tokens\":120,\"output_tokens\":1037}"))
                .isEqualTo("output tokens 19 → 1,037");
        assertThat(of("{\"billed_usd\":0.0000123456,\"neutral_usd\":1.5}", "{\"billed_usd\":0,\"neutral_usd\":1.5}"))
                .isEqualTo("billed $0.0000123 → $0");
        assertThat(of("{\"added\":0.66666}", "{\"added\":0.5}")).isEqualTo("added 0.667 → 0.5");
    }

    @Test
    void of_whatOneLacks_isADash() {
        assertThat(of("{}", "{\"reasoning_tokens\":64}")).isEqualTo("reasoning tokens – → 64");
        assertThat(of("{\"reasoning_tokens\":null}", "{\"reasoning_tokens\":64}"))
                .isEqualTo("reasoning tokens – → 64");
    }

    @Test
    void of_nothingThatDiffers_isEmpty() {
        assertThat(of("{\"total_seconds\":0.1001}", "{\"total_seconds\":0.1002}"))
                .isEmpty();
        assertThat(of("{}", "{}")).isEmpty();
        assertThat(QualitiesText.of(JsonMapper.shared().readTree("{}"))).isEmpty();
        assertThat(of("\"text\"", "[1]")).isEmpty();
    }

    @Test
    void of_extremeNumbersAndNames_staysInOneShortLine() {
        assertThat(of("{\"a\\u001b[2J\":1e300,\"b\":-1e-300}", "{\"a\\u001b[2J\":1,\"b\":1}"))
                .isEqualTo("a?[2J 1.0E+300 → 1, b -1.0E-300 → 1");
    }
}
