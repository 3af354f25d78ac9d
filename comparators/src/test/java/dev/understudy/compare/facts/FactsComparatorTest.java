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
                "It costs $1.2 million. | It costs $1,200,000.",
                "It costs $1.2M. | It costs 1.2 million dollars.",
                "A fund of $3bn. | A fund of USD 3 billion.",
                "It costs $5k. | It costs $5,000.",
                "10k users | 10,000 users",
                "two million users | 2 million users",
                "Umsatz: 3,5 Mio. Euro | Umsatz: 3.500.000 €",
                "Meet at 3 pm. | Meet at 15:00.",
                "Meet at 3:30 p.m. sharp. | Meet at 15:30 sharp.",
                "Open 9AM to 12 am. | Open 9:00 to 0:00.",
                "Um 15 Uhr. | Um 15:00 Uhr.",
                "Lieferung am 5. März 2026. | Lieferung am 05.03.2026.",
                "Due on 03/25/2026. | Due on March 25, 2026.",
                "Due on 25/03/2026. | Due on 25 March 2026.",
                "Due on 03/05/2026. | Due on March 5, 2026.",
                "Due on 5 March 2026. | Due on 5/3/2026.",
                "You are ineligible. | You are not eligible.",
                "This is non-refundable. | This is not refundable.",
                "Not impossible. 7 days. | Possible. 7 days.",
                "A costs 5, B costs 7. | B costs 7, A costs 5.",
                "5 apples and 7 pears | 7 pears and 5 apples",
                "A costs 5, B costs 7. | The price of A is 5 and that of B is 7.",
                "A costs 5, B costs 7. | 5 is what A costs. For B it is 7.",
                "A costs 5, B costs 7, C costs 5. | A costs 7, B costs 5, C costs 5.",
                "Between 1937 and 1941. | From 1941 back to 1937.",
                "Anteil: 0,125 | Share: 0.125",
                "It is 12,34,567 rupees. | It is 1,234,567 rupees.",
                "1.250.000 Einwohner | 1,250,000 people",
                "Due 03/05/2026 and 04/06/2026. | Due 2026-06-04 and 5 March 2026.",
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
                "Open at 9:30. | Open at 10:30. | only in live: 09:30; only in candidate: 10:30",
                "At a@b.com. | At c@b.com. | only in live: a@b.com; only in candidate: c@b.com",
                "-5 degrees | 5 degrees | only in live: -5; only in candidate: 5",
                "Das ist nicht erlaubt. | Das ist erlaubt. | only in live: not erlaubt",
                "You are eligible. | You are ineligible. | only in candidate: not eligible",
                "The fee is refundable. | The fee is non-refundable. | only in candidate: not refundable",
                "It is possible. | It is impossible. | only in candidate: not possible",
                "We are able to help. | We are unable to help. | only in candidate: not able",
                "It costs CAD 100. | It costs AUD 100. | only in live: CAD 100; only in candidate: AUD 100",
                "Meet at 3 pm. | Meet at 3 am. | only in live: 15:00; only in candidate: 03:00",
                "It costs $1.2 million. | It costs $1.2 billion. | only in live: USD 1200000; only in candidate: USD 1200000000",
                "Due 03/05/2026. | Due 2026-03-06. | only in live: 03/05/2026; only in candidate: 2026-03-06",
                "Platz 3 am Ende. | Platz 4 am Ende. | only in live: 3; only in candidate: 4",
                "Version 1.2.24 | Version 1.3.24 | only in live: 01/02/24; only in candidate: 01/03/24",
                "A costs 5, B costs 7. | A costs 7, B costs 5. | only in live: a: 5, b: 7; only in candidate: a: 7, b: 5",
                "A costs 5 and B costs 7. | A costs 7 and B costs 5. | only in live: a: 5, b: 7; only in candidate: a: 7, b: 5",
                "5 apples and 7 pears | 7 apples and 5 pears | only in live: pears: 7, apples: 5; only in candidate: pears: 5, apples: 7",
                "Opens at 9:00 and closes at 17:00 | Opens at 17:00 and closes at 9:00 | only in live: opens: 09:00, closes: 17:00; only in candidate: opens: 17:00, closes: 09:00",
                "Sales grew 5%, costs grew 7%. | Sales grew 7%, costs grew 5%. | only in live: sales: 5 %, costs: 7 %; only in candidate: sales: 7 %, costs: 5 %",
                "Version 1.2.3.4 million | Version 1.2.3.5 million | only in live: 1.2.3.4; only in candidate: 1.2.3.5",
                "Version 1.11.1 | Version 11.1.1 | only in live: 1.11.1; only in candidate: 11.1.1",
                "At 192.168.1.11 | At 192.168.11.1 | only in live: 192.168.1.11; only in candidate: 192.168.11.1",
                "Due 03/05/2026. | Due 2026-03-05 and 2026-05-03. | only in candidate: 2026-05-03",
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
    void compare_numbersThatChangedPlaces_countOnBothSides() {
        Comparison comparison = compare(
                "On 2024-01-01 the basic plan is 10 and the pro plan is 20.",
                "On 2024-01-01 the basic plan is 20 and the pro plan is 10.");
        assertThat(Answers.divergence(comparison)).isEqualTo(4.0 / 6);
        assertThat(comparison.live()).containsEntry("numbers", 2.0).containsEntry("unshared", 2.0);
        Comparison turned = compare(
                "On 2024-01-01 the basic plan is 20 and the pro plan is 10.",
                "On 2024-01-01 the basic plan is 10 and the pro plan is 20.");
        assertThat(Answers.divergence(turned)).isEqualTo(4.0 / 6);
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

    @Test
    void compare_manyAddressesWithoutPoint_areReadOnce() {
        String addresses = "a@b ".repeat(400_000);
        assertThat(compare(addresses + "5", addresses + "6").result()).isEqualTo("mismatch");
    }

    private Comparison compare(String live, String candidate) {
        return facts.compare(Answers.REQUEST, Answers.live(live), Answers.candidate(candidate));
    }
}
