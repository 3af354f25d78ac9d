package dev.understudy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation of docs/VERDICT.md with fewer runs; VerdictSimulation is the full one. Seeds are fixed. */
class ValidityTest {
    static Stream<Traffic> streams() {
        return Stream.of(Traffic.all());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aAgainstA_lookedAtAllTheTime_isWrongAtMostAsOftenAsAllowed(Traffic stream) {
        for (boolean clustered : new boolean[] {false, true}) {
            Validity.Result result = new Validity(stream, clustered, 1_000).run(60, 11);
            // Of 60 runs, 8 or more would be wrong in one of a hundred if the error were the nominal 5 %.
            assertThat(result.passes() + result.fails())
                    .as("%s, clustered: %s", stream.name(), clustered)
                    .isLessThan(8);
        }
    }

    @Test
    void aAgainstA_ordinaryTest_isFooled() {
        Validity.Result result = new Validity(Traffic.all()[1], true, 1_000).run(60, 11);
        assertThat(result.naive()).isGreaterThan(30);
    }

    @Test
    void fivePointDrop_medianUntilFail_isNearThatOfAPlannedTest() {
        Power power = new Power("json.valid >= live", 0.9, 0.85, 0.3);
        assertThat(power.run(200, 5_000, 12).median()).isLessThan((int) (1.6 * power.fixedSample(true, 0)));
    }
}
