package dev.understudy.configfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.ProxyConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References to the environment and to files, and what is never printed. */
final class SecretsTest {
    @TempDir
    Path folder;

    private ConfigFixture fixture;

    @BeforeEach
    void fixture() {
        fixture = new ConfigFixture(folder);
    }

    private static String credentials(String value) {
        return ConfigFixture.shadow(
                "candidate:",
                "  upstream: { url: \"https://candidate.example\" }",
                "  credentials: { authorization: " + value + " }");
    }

    private String authorization(String value) {
        ProxyConfig config = fixture.config(credentials(value));
        return config.shadows().get(0).candidate().credentials().headers().get("authorization");
    }

    @Test
    void secret_fromEnvironment_isFilledIn() {
        assertThat(authorization("\"Bearer ${CANDIDATE_KEY}\"")).isEqualTo("Bearer sk-candidate-123");
    }

    @Test
    void secret_fromFile_losesItsLastLineBreak() {
        fixture.write("key", "Bearer sk-from-file\r\n");
        assertThat(authorization("file:key")).isEqualTo("Bearer sk-from-file");
    }

    @Test
    void secret_fileInsideText_isFilledIn() {
        fixture.write("key", "sk-from-file\n");
        assertThat(authorization("\"Bearer ${file:key}\"")).isEqualTo("Bearer sk-from-file");
    }

    @Test
    void reference_default_isUsedForUnsetAndEmpty() {
        assertThat(authorization("\"${NOPE:-a}${EMPTY:-b}${EMPTY}$${X}\"")).isEqualTo("ab${X}");
    }

    @Test
    void reference_broken_isRefused() {
        assertThat(fixture.problems(credentials("\"${not closed\"")))
                .singleElement()
                .asString()
                .contains("${not closed (expected: ${NAME}, ${NAME:-default} or ${file:PATH})");
    }

    @Test
    void reference_inNumber_countsAsNumber() {
        assertThat(fixture.config(ConfigFixture.shadow("sample: { percent: \"${PERCENT}\" }"))
                        .shadows()
                        .get(0)
                        .sample()
                        .percent())
                .isEqualTo(25);
    }

    @Test
    void problem_withSecretInsideValue_isMasked() {
        assertThat(fixture.problems(ConfigFixture.shadow("sample: { by: \"${CANDIDATE_KEY}\" }")))
                .singleElement()
                .asString()
                .contains("shadows[0].sample.by: ***")
                .doesNotContain("sk-candidate");
    }

    @Test
    void secret_writtenOut_isWarnedAbout() {
        assertThat(fixture.problems(credentials("\"Bearer sk-abcdef\"")))
                .singleElement()
                .asString()
                .contains("warning: shadows[0].candidate.credentials.authorization: a secret written out in the file")
                .doesNotContain("sk-abcdef");
    }

    @Test
    void secret_withLineBreakInside_isRefusedUnseen() {
        fixture.write("key", "Bearer one\nX-Evil: two\n");
        assertThat(fixture.problems(credentials("file:key")))
                .singleElement()
                .asString()
                .contains("shadows[0].candidate.credentials.authorization: (secret)")
                .doesNotContain("Evil");
    }
}
