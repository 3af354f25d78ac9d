package dev.understudy.compare.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.compare.Answers;
import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Requests;
import dev.understudy.config.ConfigException;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import org.junit.jupiter.api.Test;

class SchemaComparatorTest {
    private static final Asked TOTAL =
            Requests.wanting("{'type':'object','required':['total'],'properties':{'total':{'type':'number'}}}");
    private static final Asked WEATHER =
            Requests.offering("weather", "{'type':'object','properties':{'days':{'type':'integer'}}}");

    private final Comparator schema = Answers.comparator("schema");

    @Test
    void compare_bothKeepToIt_match() {
        Comparison comparison = texts(TOTAL, "{\"total\": 1}", "{\"total\": 2}");
        assertThat(comparison.result()).isEqualTo("match");
        assertThat(comparison.live()).containsEntry("valid", 1.0).containsEntry("violations", 0.0);
    }

    @Test
    void compare_onlyLiveKeepsToIt_mismatchThatSaysWhy() {
        Comparison comparison = texts(TOTAL, "{\"total\": 1}", "{\"total\": \"1\"}");
        assertThat(Answers.divergence(comparison)).isEqualTo(1);
        assertThat(comparison.other()).containsEntry("valid", 0.0);
        assertThat(comparison.explanation()).contains("live: valid; candidate: $.total: string found");
    }

    @Test
    void compare_neitherKeepsToIt_match() {
        assertThat(texts(TOTAL, "{}", "no").result()).isEqualTo("match");
    }

    @Test
    void compare_jsonInAFence_isNoJsonUnlessUnwrapped() {
        String fenced = "Here:\n```json\n{\"total\": 1}\n```";
        Comparison strict = texts(TOTAL, "{\"total\": 1}", fenced);
        assertThat(strict.explanation()).contains("JSON, but with other text around it");
        Comparator unwrapping = Answers.comparator("schema", "{'unwrap': true}");
        assertThat(unwrapping
                        .compare(TOTAL, Answers.live("{\"total\": 1}"), Answers.candidate(fenced))
                        .result())
                .isEqualTo("match");
    }

    @Test
    void compare_anyJsonObject_isWhatJsonModeMeans() {
        Comparison comparison = texts(Requests.wantingAnyJson(), "{\"a\": 1}", "[1]");
        assertThat(comparison.explanation()).contains("JSON, but no object");
    }

    @Test
    void compare_refusalInPlaceOfJson_isNotValid() {
        Comparison comparison =
                schema.compare(TOTAL, Answers.live("{\"total\": 1}"), Answers.refusing(Arm.CANDIDATE, "no"));
        assertThat(comparison.explanation()).contains("candidate: refuses");
    }

    @Test
    void compare_toolArguments_areCheckedAgainstTheirParameters() {
        Comparison comparison = calls(WEATHER, "weather", "{\"days\":2}", "weather", "{\"days\":\"two\"}");
        assertThat(Answers.divergence(comparison)).isEqualTo(1);
        assertThat(comparison.explanation()).contains("weather $.days: string found");
    }

    @Test
    void compare_toolThatIsNotDeclared_isNotValid() {
        Comparison comparison = calls(WEATHER, "weather", "{}", "wether", "{}");
        assertThat(comparison.explanation()).contains("no tool is called wether");
    }

    @Test
    void compare_onlyOneAsksForTools_isNotComparable() {
        Comparison comparison =
                schema.compare(WEATHER, Answers.calling(Arm.LIVE, "weather", "{}"), Answers.candidate("It is sunny."));
        assertThat(comparison.result()).isEqualTo("not_comparable");
        assertThat(comparison.explanation()).isEqualTo("a schema applies to live only");
    }

    @Test
    void compare_requestWithoutSchema_isNotComparable() {
        assertThat(texts(Requests.prompted("p", "q"), "{}", "{}").result()).isEqualTo("not_comparable");
    }

    @Test
    void compare_schemaThatCannotBeChecked_isNotComparable() {
        Comparison comparison = texts(Requests.wanting("{'$ref':'http://example.invalid/'}"), "{}", "{}");
        assertThat(comparison.explanation()).isEqualTo("the schema is malformed, or refers to what is not in it");
    }

    @Test
    void create_unknownOption_isRefused() {
        assertThatThrownBy(() -> Answers.comparator("schema", "{'unwarp': true}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("unwrap");
        assertThatThrownBy(() -> Answers.comparator("schema", "{'unwrap': 1}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("true or false");
    }

    private Comparison texts(Asked asked, String live, String candidate) {
        return schema.compare(asked, Answers.live(live), Answers.candidate(candidate));
    }

    private Comparison calls(Asked asked, String liveName, String live, String name, String arguments) {
        return schema.compare(
                asked, Answers.calling(Arm.LIVE, liveName, live), Answers.calling(Arm.CANDIDATE, name, arguments));
    }
}
