package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictOptionTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 127.0.0.1",
        "::, 127.0.0.1",
        "[::], 127.0.0.1",
        "::1, [::1]",
        "[::1], [::1]",
        "fd00::7, [fd00::7]",
        "10.1.2.3, 10.1.2.3",
        "localhost, localhost"
    })
    void reached_whoListensThere_isAskedThere(String listens, String asked) {
        assertThat(VerdictOption.reached(listens)).isEqualTo(asked);
    }
}
