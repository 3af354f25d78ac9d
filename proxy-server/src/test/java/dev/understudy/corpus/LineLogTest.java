package dev.understudy.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a crash leaves of a segment, what was written whole is there again, and nothing else. */
class LineLogTest {
    private static byte[] written(List<Integer> lengths) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < lengths.size(); i++) {
            all.writeBytes(RecordJson.line(Recorded.exchange(i, "ä".repeat(lengths.get(i)))));
            all.write('\n');
        }
        return all.toByteArray();
    }

    @Property(tries = 150)
    void open_anyPrefixOfASegment_hasExactlyItsWholeRecords(
            @ForAll @Size(max = 12) List<@IntRange(max = 300) Integer> lengths,
            @ForAll @IntRange(max = 10_000) int part)
            throws IOException {
        byte[] all = written(lengths);
        int length = (int) ((long) all.length * part / 10_000);
        String prefix = new String(all, 0, length, StandardCharsets.UTF_8);
        long whole = prefix.chars().filter(character -> character == '\n').count();
        Path folder = Files.createTempDirectory("corpus");
        Path file = folder.resolve("segment-000001.jsonl");
        try {
            Files.write(file, Arrays.copyOf(all, length));
            List<String> seen = new ArrayList<>();
            try (LineLog log = LineLog.open(file, line -> {
                boolean good = RecordJson.isWhole(line);
                if (good) {
                    seen.add(RecordJson.read(line).id());
                }
                return good;
            })) {
                assertThat(seen).hasSize((int) whole);
                log.append(RecordJson.line(Recorded.exchange(999)));
            }
            List<String> lines = Files.readAllLines(file);
            assertThat(lines).hasSize((int) whole + 1);
            assertThat(RecordJson.read(lines.get(lines.size() - 1).getBytes(StandardCharsets.UTF_8))
                            .id())
                    .isEqualTo("x999");
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    @Test
    void open_garbageAfterGoodLines_isCut(@TempDir Path folder) {
        Path file = folder.resolve("log");
        try {
            byte[] good = written(List.of(3, 4));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(good);
            all.writeBytes(new byte[5_000]);
            all.writeBytes("\n{\"more\":1}\n".getBytes(StandardCharsets.UTF_8));
            Files.write(file, all.toByteArray());
            try (LineLog log = LineLog.open(file, RecordJson::isWhole)) {
                assertThat(log.length()).isEqualTo(good.length);
                assertThat(log.cut()).isEqualTo(all.size() - good.length);
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(good);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
