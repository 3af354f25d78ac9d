package dev.understudy.configfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.sandbox.simulator.Fault;
import dev.understudy.sandbox.simulator.FaultRate;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorFileTest {
    @TempDir
    private Path folder;

    @Test
    void read_everyKey_isTaken() throws IOException {
        SimulatorFile file = read("""
                key: "${SIM_KEY}"
                seed: 9
                speed: instant
                rate_limit: { requests: 500, tokens: 200000 }
                models:
                  sim-hasty: { like: sim-small, overlooks: 0.3, gullible: 0.2, verbosity: 0.1, reasoning_tokens: 5,
                    context_tokens: 9000, first_token: 40ms, gap: 3ms, spread: 0.1, tokens_per_chunk: 2 }
                faults:
                  - { fault: hang, rate: 0.01, model: sim-small }
                  - { fault: lag=500ms, rate: 0.05 }
                keep: { requests: 20, bytes: 64KiB }
                loops: 1
                """);

        assertThat(file.problems()).isEmpty();
        SimulatorConfig config = file.config();
        assertThat(config.key()).isEqualTo("s3cret");
        assertThat(config.seed()).isEqualTo(9);
        assertThat(config.speed()).isInfinite();
        assertThat(config.limits().requests()).isEqualTo(500);
        assertThat(config.limits().tokens()).isEqualTo(200_000);
        assertThat(config.cast().find("sim-hasty")).hasValueSatisfying(model -> {
            assertThat(model.overlooks()).isEqualTo(0.3);
            assertThat(model.contextTokens()).isEqualTo(9_000);
            assertThat(model.pace().firstTokenMillis()).isEqualTo(40);
            assertThat(model.pace().tokensPerChunk()).isEqualTo(2);
        });
        assertThat(config.cast().find("sim-large")).isPresent();
        assertThat(config.faults())
                .containsExactly(
                        new FaultRate(Fault.parse("hang"), 0.01, "sim-small"),
                        new FaultRate(new Fault(Fault.Kind.LAG, 500), 0.05, null));
        assertThat(config.keepRequests()).isEqualTo(20);
        assertThat(config.keepBytes()).isEqualTo(64 << 10);
        assertThat(config.toString()).doesNotContain("s3cret");
    }

    /** Every key that is documented is read, and every key that is read is documented; so is every fault. */
    @Test
    void documentation_holdsEveryKey() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "SIMULATOR.md"));
        String example = page.substring(page.indexOf("```yaml\n") + 8, page.lastIndexOf("```"));

        assertThat(read(example).problems()).isEmpty();
        for (Fault.Kind kind : Fault.Kind.values()) {
            assertThat(page).contains("`" + kind.label() + "`");
        }
        assertThat(example)
                .contains(asked("nothing: 1"))
                .contains(asked("models: { a: { nothing: 1 } }"))
                .contains(asked("faults: [ { fault: hang, nothing: 1 } ]"))
                .contains(asked("keep: { nothing: 1 }"))
                .contains(asked("rate_limit: { nothing: 1 }"));
    }

    @Test
    void read_emptyMapping_isTheDefault() throws IOException {
        assertThat(read("{}").config()).isEqualTo(SimulatorConfig.REALISTIC);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            speeed: 2                                   | 1:1: speeed: unknown key (expected: did you mean speed?)
            speed: 0                                    | 1:8: speed: 0 (expected: more than 0)
            speed: fast                                 | 1:8: speed: fast (expected: a number)
            'faults: [ { fault: hung } ]'               | 1:20: faults[0].fault: hung (expected: one of slow, lag, hang
            'faults: [ { rate: 0.1 } ]'                 | 1:11: faults[0].fault: missing (expected: a fault such as hang)
            'faults: [ { fault: hang, rate: 2 } ]'      | 1:32: faults[0].rate: 2 (expected: 0 to 1)
            'models: { a: { like: b } }'                | 1:22: models.a.like: b (expected: one of sim-large
            'models: { a: { overlooks: 7 } }'           | 1:27: models.a.overlooks: 7 (expected: 0 to 1)
            'rate_limit: { requests: 0 }'               | 1:25: rate_limit.requests: 0 (expected: more than 0)
            '[ 1 ]'                                     | 1:1: yaml: a list (expected: a mapping
            """)
    void read_badValue_isRefusedWhereItStands(String yaml, String problem) throws IOException {
        SimulatorFile file = read(yaml);

        assertThat(file.config()).isNull();
        assertThat(file.problems().get(0).toString()).contains(problem);
    }

    /** An unknown key is answered with those that are known. */
    private List<String> asked(String yaml) throws IOException {
        String expected = String.valueOf(read(yaml).problems().get(0).expected());
        assertThat(expected).startsWith("one of ");
        return List.of(expected.substring("one of ".length()).split(", "));
    }

    private SimulatorFile read(String yaml) throws IOException {
        Path path = folder.resolve("sim.yaml");
        Files.writeString(path, yaml);
        return SimulatorFile.read(path, Map.of("SIM_KEY", "s3cret")::get);
    }
}
