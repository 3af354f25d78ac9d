package dev.understudy.compare.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.compare.Answers;
import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsComparatorTest {
    private final Comparator facts = Answers.comparator("facts");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "It costs $1,250.00. | The price is USD 1250.",
                "Due on March 5, 2024. | Due 5 March 2024.",
                "Due on 2024-3-5. | Due on Mar. 5th, 2024.",
                "It took three days. | It took 3 days.",
                "Growth was 4.50 %. | Growth was 4.5 percent.",
                "See https://Example.com/a/. | See https://example.com/a",
                "Write to Jo@Example.com. | jo@example.com is the address.",
                "Call `fetchAll`. | fetchAll does it.",
                "You are not eligible. | Not eligible.",
                "1. First 7 days\\n2. Second | 7 days",
                "Preis: 1.250,50 EUR | Price: €1,250.50",
            })
    void compare_sameFactsInOtherWords_match(String live, String candidate) {
        Comparison comparison = compare(live.replace("\\n", "\n"), candidate);
        assertThat(comparison.result()).as(comparison.explanation()).isEqualTo("match");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "It costs $1,250. | It costs $1,520. | only in live: USD 1250; only in candidate: USD 1520",
                "You are eligible. | You are not eligible. | only in candidate: not eligible",
                "It isn't covered. | It is covered. | only in live: not cover",
                "Up 5 %. | Up 7 %. | only in live: 5 %; only in candidate: 7 %",
                "By 2024-03-05. | By 2024-03-06. | only in live: 2024-03-05; only in candidate: 2024-03-06",
                "Use max_tokens. | Use max_output_tokens. | only in live: max_tokens; only in candidate: max_output_tokens",
                "Open at 9:30. | Open at 10:30. | only in live: 9:30; only in candidate: 10:30",
                "At a@b.com. | At c@b.com. | only in live: a@b.com; only in candidate: c@b.com",
                "-5 degrees | 5 degrees | only in live: -5; only in candidate: 5",
                "Das ist nicht erlaubt. | Das ist erlaubt. | only in live: not erlaubt",
            })
    void compare_anotherFact_isNamed(String live, String candidate, String expected) {
        Comparison comparison = compare(live, candidate);
        assertThat(comparison.result()).isEqualTo("mismatch");
        assertThat(comparison.explanation()).isEqualTo(expected);
    }

    @Test
    void compare_someOfTheFacts_countsTheShare() {
        Comparison comparison = compare("Take 2 of 10 on 2024-01-01.", "Take 2 of 12 on 2024-01-01.");
        assertThat(Answers.divergence(comparison)).isEqualTo(2.0 / 6);
        assertThat(comparison.live())
                .containsEntry("numbers", 2.0)
                .containsEntry("dates", 1.0)
                .containsEntry("unshared", 1.0);
    }

    @Test
    void compare_deniedWordThatTheOtherDoesNotUse_saysNothing() {
        assertThat(compare("Not refundable. 7 days.", "We keep the money. 7 days.")
                        .result())
                .isEqualTo("match");
    }

    @Test
    void compare_noFacts_isNotComparable() {
        assertThat(compare("Hello there.", "Good day.").result()).isEqualTo("not_comparable");
    }

    @Test
    void compare_hugeText_staysBounded() {
        String numbers = "1 ".repeat(20)
                + java.util.stream.IntStream.range(0, 50_000)
                        .mapToObj(Integer::toString)
                        .collect(java.util.stream.Collectors.joining(" "));
        assertThat(compare(numbers, "1".repeat(100_000) + "a@".repeat(50_000) + "`".repeat(50_000))
                        .result())
                .isEqualTo("mismatch");
    }

    private Comparison compare(String live, String candidate) {
        return facts.compare(Answers.REQUEST, Answers.live(live), Answers.candidate(candidate));
    }
}
