package dev.understudy.compare.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.understudy.config.ConfigException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$               | /              | true",
                "$               | /a             | false",
                "$.id            | /id            | true",
                "$.id            | /x/id          | false",
                "$.id            | /id/x          | false",
                "$.items[*].price| /items/3/price | true",
                "$.items[*].price| /items/price   | false",
                "$.items[2]      | /items/2       | true",
                "$.items[2]      | /items/3       | false",
                "$.a.*           | /a/b           | true",
                "$.a.*           | /a/0           | true",
                "$.a[*]          | /a/b           | true",
                "$..updated_at   | /updated_at    | true",
                "$..updated_at   | /a/0/b/updated_at | true",
                "$..updated_at   | /a/updated     | false",
                "$..a..b         | /x/a/y/b       | true",
                "$..a..b         | /x/b/y/a       | false",
                "$..a.b          | /a/a/b         | true",
                "$..[0]          | /a/0           | true",
                "$..*            | /a/b           | true",
                "$['a b']['c.d'] | /a b/c.d       | true",
                "$[\"it's\"]     | /it's          | true",
                "$['it\\'s']     | /it's          | true",
                "$.naïve         | /naïve         | true",
            })
    void matches_eachPath_asRfc9535Says(String pattern, String path, boolean matches) {
        PathPattern compiled = PathPattern.parse("ignore[0]", pattern);
        long state = PathPattern.START;
        for (String step : path.substring(1).split("/", -1)) {
            if (step.isEmpty()) {
                continue;
            }
            boolean index = step.chars().allMatch(Character::isDigit);
            state = compiled.advance(state, index ? null : step, index ? Integer.parseInt(step) : -1);
        }
        assertThat(compiled.matches(state)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~              | 1: $ first",
                "id              | 1: $ first",
                "$id             | 2: . or [",
                "$.              | 3: a name, * or [",
                "$..             | 4: a name, * or [",
                "$...a           | 4: a name, * or [",
                "$.a b           | 4: . or [; a name with other characters is written ['like this']",
                "$.created-at    | 10: . or [; a name with other characters is written ['like this']",
                "$.1st           | 3: a name, * or [",
                "$[              | 3: an index such as 0, * or a quoted name",
                "$[-1]           | 3: an index such as 0, * or a quoted name",
                "$[01]           | 5: an index such as 0, * or a quoted name",
                "$[1             | 4: ]",
                "$[1:2]          | 4: ]",
                "$[?@.a]         | 3: an index such as 0, * or a quoted name",
                "$['a            | 5: a closing '",
                "$['a\\n']       | 6: \\\\, \\' or \\\" after a backslash",
                "$.*a            | 4: . or [",
            })
    void parse_bad_saysWhereAndWhat(String pattern, String expected) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> PathPattern.parse("ignore[0]", pattern))
                .withMessage(
                        "ignore[0]: %s (expected: a path such as $.items[*].price; at character %s)",
                        pattern, expected);
    }

    @Test
    void parse_manySteps_isBounded() {
        PathPattern most = PathPattern.parse("x", "$" + ".a".repeat(PathPattern.MOST_STEPS));
        long state = PathPattern.START;
        for (int i = 0; i < PathPattern.MOST_STEPS; i++) {
            state = most.advance(state, "a", -1);
        }
        assertThat(most.matches(state)).isTrue();
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> PathPattern.parse("x", "$" + ".a".repeat(5_000)))
                .satisfies(complaint -> assertThat(complaint.getMessage()).hasSizeLessThan(300));
    }

    @Property
    void parse_anything_isAPatternOrAComplaint(@ForAll String text) {
        try {
            assertThat(PathPattern.parse("k", "$" + text)).hasToString("$" + text);
        } catch (ConfigException complaint) {
            assertThat(complaint.key()).isEqualTo("k");
        }
    }
}
