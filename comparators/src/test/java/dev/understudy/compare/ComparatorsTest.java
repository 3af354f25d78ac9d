package dev.understudy.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.ConfigException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparatorsTest {
    @Test
    void names_areThoseOfTheServices() {
        assertThat(Comparators.names())
                .contains(
                        "citations",
                        "exact",
                        "facts",
                        "format",
                        "json",
                        "language",
                        "latency",
                        "length",
                        "refusal",
                        "schema",
                        "status",
                        "text",
                        "tools",
                        "usage");
    }

    @Test
    void from_allNames_keepsTheirOrder() {
        List<ComparatorConfig> configs = List.of("usage", "status", "text").stream()
                .map(ComparatorConfig::named)
                .toList();
        assertThat(Comparators.from(configs)).extracting(Comparator::name).containsExactly("usage", "status", "text");
    }

    @Test
    void from_everyName_makesAComparatorOfThatName() {
        for (String name : Comparators.names()) {
            assertThat(Answers.comparator(name).name()).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @CsvSource({"jsn, json", "txet, text", "Latency, latency", "staus, status", "usages, usage"})
    void from_misspelt_saysWhatWasMeant(String given, String meant) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(
                        () -> Comparators.from(List.of(ComparatorConfig.named("text"), ComparatorConfig.named(given))))
                .withMessage(
                        "compare[1]: %s (expected: one of %s; did you mean %s?)",
                        given, String.join(", ", Comparators.names()), meant)
                .satisfies(complaint -> assertThat(complaint.key()).isEqualTo("compare[1]"));
    }

    @ParameterizedTest
    @CsvSource({"zebra", "x", "''"})
    void from_unknown_guessesNothing(String given) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Comparators.from(List.of(ComparatorConfig.named(given))))
                .withMessage("compare[0]: %s (expected: one of %s)", given, String.join(", ", Comparators.names()));
    }

    @Test
    void from_nameTwice_isRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(
                        () -> Comparators.from(List.of(ComparatorConfig.named("text"), ComparatorConfig.named("text"))))
                .withMessage("compare[1]: text (expected: each comparator once)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "status  | {'x': 1}                        | compare[0].status.x: 1 (expected: no options)",
                "exact   | {'threshold': 1}                | compare[0].exact.threshold: 1 (expected: no options)",
                "text    | {'treshold': 0.1}               | compare[0].text.treshold: 0.1 (expected: one of also, threshold; did you mean threshold?)",
                "text    | {'threshold': 2}                | compare[0].text.threshold: 2 (expected: a number from 0.0 to 1.0)",
                "text    | {'threshold': '0.5'}            | compare[0].text.threshold: \"0.5\" (expected: a number from 0.0 to 1.0)",
                "latency | {'tolerance': -1}               | compare[0].latency.tolerance: -1 (expected: a number of at least 0.0)",
                "usage   | {'tolerance': null}             | compare[0].usage.tolerance: null (expected: a number of at least 0.0)",
                "json    | {'ignore': '$.id'}              | compare[0].json.ignore: \"$.id\" (expected: a list of strings)",
                "json    | {'ignore': ['$.id', 7]}         | compare[0].json.ignore[1]: 7 (expected: a string)",
                "json    | {'ignore': ['$']}               | compare[0].json.ignore[0]: $ (expected: a part of the value, not all of it)",
                "json    | {'tolerance': {'abs': 1}}       | compare[0].json.tolerance.abs: 1 (expected: one of absolute, relative)",
                "tools   | {'tolerance': {'relative': -1}} | compare[0].tools.tolerance.relative: -1 (expected: a number of at least 0.0)",
            })
    void from_badOption_saysKeyValueAndExpectation(String name, String options, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Answers.comparator(name, options))
                .withMessage(message);
    }
}
