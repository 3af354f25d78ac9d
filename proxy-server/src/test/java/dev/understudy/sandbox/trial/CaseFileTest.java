package dev.understudy.sandbox.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseFileTest {
    private static List<Case> read(String lines, long mostBytes) throws IOException {
        return new CaseFile("own", new Scene("m", "", "/v1/chat/completions"), mostBytes)
                .read(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void read_moreThanCanBeHeld_isRefusedWithTheLine() throws IOException {
        String line = "{\"raw\": \"" + "x".repeat(400) + "\"}\n";

        assertThat(read(line.repeat(2), 1_000)).hasSize(2);
        assertThatThrownBy(() -> read(line.repeat(3), 1_000))
                .hasMessage("own:3: larger requests than can be held at once (expected: several files)");
    }
}
