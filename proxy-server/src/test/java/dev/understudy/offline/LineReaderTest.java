package dev.understudy.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void next_lines_knowsWhereTheyStand() throws IOException {
        byte[] file = bytes("one\n\n  \r\nthree é\nlast");
        List<String> lines = new ArrayList<>();
        try (LineReader reader = new LineReader(new ByteArrayInputStream(file))) {
            while (reader.next()) {
                byte[] there =
                        Arrays.copyOfRange(file, (int) reader.start(), (int) reader.start() + reader.bytes().length);
                assertThat(there).isEqualTo(reader.bytes());
                lines.add(reader.number()
                        + (reader.isBlank() ? " blank" : new String(reader.bytes(), StandardCharsets.UTF_8)));
            }
        }
        assertThat(lines).containsExactly("1one", "2 blank", "3 blank", "4three é", "5last");
    }

    @Test
    void next_emptyFile_hasNoLine() throws IOException {
        try (LineReader reader = new LineReader(new ByteArrayInputStream(new byte[0]))) {
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void next_lineOverTheLimit_isPassedOverAndTheNextIsRead() throws IOException {
        byte[] file = bytes("a".repeat(200_000) + "\nshort\n");
        try (LineReader reader = new LineReader(new ByteArrayInputStream(file), 100_000)) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.isTooLong()).isTrue();
            assertThat(reader.bytes()).isEmpty();
            assertThat(reader.next()).isTrue();
            assertThat(reader.isTooLong()).isFalse();
            assertThat(reader.start()).isEqualTo(200_001);
            assertThat(new String(reader.bytes(), StandardCharsets.UTF_8)).isEqualTo("short");
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void next_lineLongerThanTheBuffer_isWhole() throws IOException {
        String line = "abc".repeat(100_000);
        try (LineReader reader = new LineReader(new ByteArrayInputStream(bytes("x\n" + line + "\ny")))) {
            reader.next();
            reader.next();
            assertThat(new String(reader.bytes(), StandardCharsets.UTF_8)).isEqualTo(line);
            assertThat(reader.length()).isEqualTo(line.length());
            reader.next();
            assertThat(new String(reader.bytes(), StandardCharsets.UTF_8)).isEqualTo("y");
        }
    }
}
