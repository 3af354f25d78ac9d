package dev.understudy.compare.assertions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.compare.Answers;
import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.config.ConfigException;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssertionsComparatorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'contains': 'refund'} | a refund | a Refund",
                "{'contains': 'Refund', 'ignore_case': true} | a refund | none",
                "{'not_contains': 'sorry'} | fine | sorry",
                "{'matches': '^\\\\d{3}$'} | 123 | 1234",
                "{'not_matches': '(?i)todo'} | done | ToDo",
                "{'json': '$.a'} | {\"a\":null} | {\"b\":1}",
                "{'json': '$.items[*].n', 'equals': 1} | {\"items\":[{\"n\":1},{\"n\":1.0}]} | {\"items\":[{\"n\":1},{\"n\":2}]}",
                "{'max_length': 3} | abc | abcd",
                "{'min_length': 3} | abc | ab",
                "{'cel': 'json.total > 10 && text.size() < 100'} | {\"total\":11} | {\"total\":9}",
                "{'cel': 'finish_reason.size() == 4 && request.model.size() == 6 && text.size() == 1'} | x | yy",
            })
    void compare_oneKeepsToIt_theOtherDoesNot(String check, String keeps, String breaks) {
        Comparator assertions = Answers.comparator("assertions", "{'checks': [" + check + "]}");
        Comparison comparison = compare(assertions, Answers.live(keeps), Answers.candidate(breaks));
        assertThat(comparison.live()).as(check).containsEntry("all_passed", 1.0);
        assertThat(comparison.other())
                .as(check)
                .containsEntry("all_passed", 0.0)
                .containsEntry("failed_checks", 1.0);
        assertThat(Answers.divergence(comparison)).isEqualTo(1);
    }

    @Test
    void compare_expressionOverToolCalls_seesNamesAndArguments() {
        Comparator assertions = Answers.comparator(
                "assertions", "{'checks': [{'cel': 'tool_calls.all(c, c.name.size() == 1 && c.arguments.n > 1)'}]}");
        Comparison comparison = compare(
                assertions,
                Answers.calling(Arm.LIVE, "f", "{\"n\":2}"),
                Answers.calling(Arm.CANDIDATE, "f", "{\"n\":1}"));
        assertThat(comparison.live()).containsEntry("passed", 1.0);
        assertThat(comparison.other()).containsEntry("passed", 0.0);
    }

    @Test
    void compare_namedChecks_areNamed() {
        Comparator assertions = Answers.comparator(
                "assertions", "{'checks': [{'name': 'polite', 'contains': 'please'}, {'max_length': 100}]}");
        Comparison comparison = compare(assertions, Answers.live("please"), Answers.candidate("now"));
        assertThat(comparison.explanation()).isEqualTo("live passes all; candidate fails polite");
        assertThat(Answers.divergence(comparison)).isEqualTo(0.5);
        assertThat(comparison.other()).containsEntry("passed", 0.5);
    }

    @Test
    void compare_expressionThatAsksForWhatIsNotThere_doesNotHold() {
        Comparator assertions = Answers.comparator("assertions", "{'checks': [{'cel': 'json.a.b == 1'}]}");
        assertThat(compare(assertions, Answers.live("no json"), Answers.candidate("{}"))
                        .live())
                .containsEntry("passed", 0.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'contains': 1} | checks[0].contains: 1 (expected: a string)",
                "{'contains': ''} | checks[0].contains: '' (expected: a text that is not empty)",
                "{'contians': 'x'} | did you mean contains?",
                "{'name': 'x'} | checks[0].kind: none (expected: one of contains",
                "{'contains': 'x', 'cel': 'true'} | checks[0].kind: contains, cel (expected: one of",
                "{'matches': '('} | checks[0].matches: ( (expected: an RE2 expression; missing closing )",
                "{'json': 'a.b'} | checks[0].json: a.b (expected: a path such as",
                "{'cel': 'txt == 1'} | undeclared reference to 'txt'",
                "{'cel': 'text'} | checks[0].cel",
                "{'max_length': 1.5} | checks[0].max_length: 1.5 (expected: a whole number of characters)",
                "{'max_length': 1, 'equals': 2} | checks[0].equals: 2 (expected: not with this kind of check)",
            })
    void create_badCheck_isRefusedWithItsKey(String check, String expected) {
        assertThatThrownBy(() -> Answers.comparator("assertions", "{'checks': [" + check + "]}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(expected);
    }

    private static Comparison compare(Comparator comparator, Answer live, Answer other) {
        return comparator.compare(Answers.REQUEST, live, other);
    }
}
