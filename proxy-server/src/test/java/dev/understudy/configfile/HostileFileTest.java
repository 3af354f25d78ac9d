package dev.understudy.configfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files made to exhaust something get one clear line. */
final class HostileFileTest {
    @TempDir
    Path folder;

    private ConfigFixture fixture;

    @BeforeEach
    void fixture() {
        fixture = new ConfigFixture(folder);
    }

    private String onlyProblem(String yaml) {
        assertThat(fixture.problems(yaml)).hasSize(1);
        return fixture.problems(yaml).get(0);
    }

    @Test
    void load_billionLaughs_isRefused() {
        StringBuilder yaml = new StringBuilder("x-0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 30; i++) {
            String alias = "*a" + (i - 1);
            yaml.append("x-" + i + ": &a" + i + " [" + (alias + ", ").repeat(8) + alias + "]\n");
        }
        assertThat(onlyProblem(yaml.toString())).contains("more than 100000 values, aliases written out");
    }

    @Test
    void load_deepNesting_isRefused() {
        assertThat(onlyProblem("listen: " + "[".repeat(200_000))).contains("1:72: yaml: nested more than 64 deep");
    }

    @Test
    void load_aliasInsideItsOwnAnchor_isRefused() {
        assertThat(fixture.problems(ConfigFixture.MINIMAL + "x-loop: &loop [ *loop ]\n"))
                .containsExactly("understudy.yaml:5:17: yaml: alias *loop"
                        + " (expected: the name of an anchor that is complete before it)");
    }

    @Test
    void load_tooLarge_isRefused() {
        assertThat(onlyProblem("# " + "x".repeat(1 << 20))).contains("is larger than 1048576 bytes");
    }

    @Test
    void load_oneHugeLine_isCutInTheMessage() {
        assertThat(onlyProblem(ConfigFixture.MINIMAL + "y".repeat(900) + ": 1\n")
                        .length())
                .isLessThan(500);
    }

    @Test
    void load_controlCharactersInValue_areNotPrinted() {
        assertThat(onlyProblem(ConfigFixture.MINIMAL + "capture: { budget: \"\\e[31mred\" }\n"))
                .contains("capture.budget: \\u001b[31mred");
    }

    @Test
    void load_nulCharacter_saysWhere() {
        assertThat(onlyProblem("listen: a\u0000b\n")).startsWith("understudy.yaml:1:10: yaml: character U+0000");
    }

    @Test
    void load_thousandsOfProblems_areCounted() {
        StringBuilder yaml = new StringBuilder(ConfigFixture.MINIMAL);
        for (int i = 0; i < 5000; i++) {
            yaml.append("k").append(i).append(": 1\n");
        }
        assertThat(fixture.problems(yaml.toString()))
                .hasSize(201)
                .last()
                .asString()
                .contains("and 4800 more problems");
    }

    @Test
    void load_hugeExponent_isRefused() {
        assertThat(onlyProblem(ConfigFixture.shadow("sample: { percent: 1e999999999 }")))
                .contains("shadows[0].sample.percent: 1e999999999 (expected: a number)");
    }

    @Test
    void load_customTag_isRefused() {
        assertThat(onlyProblem(ConfigFixture.MINIMAL + "x-tag: !!java.net.URL [ a ]\n"))
                .contains("tag tag:yaml.org,2002:java.net.URL");
    }
}
