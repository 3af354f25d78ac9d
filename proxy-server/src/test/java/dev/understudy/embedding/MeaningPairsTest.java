package dev.understudy.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparators;
import dev.understudy.compare.Comparison;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Timing;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What an embedding does not see, and facts do: one word turns the answer around, or one digit. */
class MeaningPairsTest {
    /** The same sentence, and not the same answer. */
    private static final String[][] OPPOSED = {
        {"You are eligible for a refund.", "You are not eligible for a refund."},
        {"The total is $1,250.00.", "The total is $1,520.00."},
        {"Returns are accepted within 30 days.", "Returns are accepted within 14 days."},
        {"The warranty covers water damage.", "The warranty does not cover water damage."},
        {"Your order ships on March 5, 2024.", "Your order ships on March 15, 2024."},
        {"The interest rate is 4.5 %.", "The interest rate is 5.4 %."},
        {"You can cancel at any time.", "You cannot cancel at any time."},
        {"The meeting starts at 3 pm.", "The meeting starts at 5 pm."},
        {"Set max_tokens to limit the answer.", "Set max_length to limit the answer."},
        {"This medicine is safe during pregnancy.", "This medicine isn't safe during pregnancy."},
        {"Take two tablets twice a day.", "Take ten tablets twice a day."},
        {"Write to help@example.com for support.", "Write to sales@example.com for support."},
        {"The function returns an error.", "The function never returns an error."},
        {"The flight costs 199 EUR.", "The flight costs 919 EUR."},
        {"Shipping is free above $50.", "Shipping is free above $500."},
        {"See https://example.com/refunds for details.", "See https://example.com/returns for details."},
        {"The account was closed.", "The account was not closed."},
        {"The contract runs for 12 months.", "The contract runs for 24 months."},
        {"We do store your card number.", "We don't store your card number."},
        {"The API allows 100 requests a minute.", "The API allows 1000 requests a minute."},
    };

    /** Other words, and the same answer. */
    private static final String[][] ALIKE = {
        {"You are eligible for a refund.", "You qualify for a refund."},
        {"The total is $1,250.00.", "The total comes to $1,250."},
        {"Returns are accepted within 30 days.", "You may return items within thirty days."},
        {"The warranty covers water damage.", "Water damage is covered by the warranty."},
        {"Your order ships on March 5, 2024.", "Your order will be shipped on 2024-03-05."},
        {"The interest rate is 4.5 %.", "The rate of interest is 4.5 percent."},
        {"You can cancel at any time.", "Cancellation is possible at any time."},
        {"The meeting starts at 3 pm.", "The meeting begins at 15:00."},
        {"This medicine is safe during pregnancy.", "The medicine can safely be taken during pregnancy."},
        {"Take two tablets twice a day.", "Twice a day, take 2 tablets."},
        {"Write to help@example.com for support.", "For support, write to help@example.com."},
        {"The flight costs 199 EUR.", "The price of the flight is €199."},
        {"Shipping is free above $50.", "There is no charge for shipping above $50."},
        {"The account was closed.", "The account has been closed."},
        {"The contract runs for 12 months.", "The contract has a duration of twelve months."},
        {"We don't store your card number.", "We do not keep your card number."},
        {"The API allows 100 requests a minute.", "You may send 100 requests per minute to the API."},
        {"Berlin is the capital of Germany.", "Germany's capital is Berlin."},
        {"The file was not found.", "We could not find the file."},
        {"Restart the router and try again.", "Try again after restarting the router."},
    };

    private final List<Comparator> both =
            Comparators.from(List.of(ComparatorConfig.named("semantic"), ComparatorConfig.named("facts")));

    @Test
    void semanticAndFacts_negationsAndNumbers_areSeenTogether() {
        int[] alone = {matches(OPPOSED, false), matches(ALIKE, false)};
        int[] together = {matches(OPPOSED, true), matches(ALIKE, true)};
        System.out.printf(
                Locale.ROOT,
                "opposed answers taken for the same: semantic %d of %d, with facts %d; alike ones taken for the same: %d of %d, with"
                        + " facts %d%n",
                alone[0],
                OPPOSED.length,
                together[0],
                alone[1],
                ALIKE.length,
                together[1]);
        assertThat(alone[0]).isGreaterThanOrEqualTo(15);
        assertThat(together[0]).isLessThanOrEqualTo(1);
        assertThat(together[1]).isGreaterThanOrEqualTo(alone[1] - 3);
    }

    /** How many pairs are taken for the same; facts have no say where there are none. */
    private int matches(String[][] pairs, boolean facts) {
        int matches = 0;
        for (String[] pair : pairs) {
            boolean same = compare(0, pair) instanceof Comparison.Match;
            boolean other = facts && compare(1, pair) instanceof Comparison.Mismatch;
            matches += same && !other ? 1 : 0;
        }
        return matches;
    }

    private Comparison compare(int comparator, String[] pair) {
        return both.get(comparator)
                .compare(
                        Asked.of(JsonMapper.shared().createObjectNode()),
                        answer(Arm.LIVE, pair[0]),
                        answer(Arm.CANDIDATE, pair[1]));
    }

    static Answer answer(Arm arm, String text) {
        Completion completion = new Completion(text, null, null, List.of(), null, null, null, null, 0, 0);
        return new Answer(arm, 200, false, completion, new Timing(1_000_000, 1L, null, new long[0]), Ending.COMPLETE);
    }
}
