package dev.understudy.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.config.RecordConfig.WhenFull;
import dev.understudy.recording.RecordOutcome;
import dev.understudy.recording.RecordedExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A corpus through its life: written, rotated, full, killed, damaged. */
class CorpusWriterTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Recorded.START);

    @TempDir
    Path parent;

    private final List<RecordOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());

    private Path folder() {
        return parent.resolve("corpus");
    }

    private CorpusWriter open(long maxBytes, WhenFull whenFull) {
        return CorpusWriter.open(Recorded.settings(folder(), maxBytes, whenFull), CLOCK, Map::of);
    }

    private void write(CorpusWriter writer, int from, int to) {
        for (int i = from; i < to; i++) {
            writer.offer(RecordJson.line(Recorded.exchange(i, "words ".repeat(40) + i)), outcomes::add);
        }
    }

    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        try (CorpusReader reader = Corpus.open(folder()).read()) {
            for (RecordedExchange next = reader.next(); next != null; next = reader.next()) {
                ids.add(next.id());
            }
        }
        return ids;
    }

    private static List<String> range(int from, int to) {
        List<String> ids = new ArrayList<>();
        for (int i = from; i < to; i++) {
            ids.add("x" + i);
        }
        return ids;
    }

    @Test
    void answerJson_everythingInIt_comesBackEqual() {
        var full = Recorded.full();
        var back = AnswerJson.read(AnswerJson.of(full), full.arm());
        assertThat(back).usingRecursiveComparison().isEqualTo(full);
    }

    @Test
    void write_moreThanASegment_rotatesAndReadsBackInOrder() {
        try (CorpusWriter writer = open(1 << 20, WhenFull.DROP_OLDEST)) {
            write(writer, 0, 60);
        }
        assertThat(outcomes).hasSize(60).containsOnly(RecordOutcome.RECORDED);
        assertThat(ids()).isEqualTo(range(0, 60));
        Corpus corpus = Corpus.open(folder());
        assertThat(corpus.manifest().segments()).hasSizeGreaterThan(2);
        assertThat(corpus.manifest().records() + corpus.openRecords()).isEqualTo(60);
        Corpus.Check check = corpus.check();
        assertThat(check.problems()).isEmpty();
        assertThat(check.records()).isEqualTo(60);
        assertThat(check.first()).isEqualTo(Recorded.START);
    }

    @Test
    void open_again_goesOnWhereItWas() {
        for (int i = 0; i < 60; i += 20) {
            try (CorpusWriter writer = open(1 << 20, WhenFull.DROP_OLDEST)) {
                write(writer, i, i + 20);
            }
        }
        assertThat(ids()).isEqualTo(range(0, 60));
        assertThat(Corpus.open(folder()).check().problems()).isEmpty();
    }

    @Test
    void open_afterATornLine_cutsItAndGoesOn() throws IOException {
        try (CorpusWriter writer = open(1 << 20, WhenFull.DROP_OLDEST)) {
            write(writer, 0, 3);
        }
        Path open = folder().resolve(SegmentInfo.openFile(1));
        Files.write(open, "{\"id\":\"torn".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        assertThat(ids()).isEqualTo(range(0, 3));
        assertThat(Corpus.open(folder()).check().notes())
                .singleElement()
                .asString()
                .contains("not written whole");
        try (CorpusWriter writer = open(1 << 20, WhenFull.DROP_OLDEST)) {
            write(writer, 3, 5);
        }
        assertThat(ids()).isEqualTo(range(0, 5));
    }

    @Test
    void open_killedBetweenSealAndManifest_findsTheSegment() throws IOException {
        try (CorpusWriter writer = open(1 << 20, WhenFull.DROP_OLDEST)) {
            write(writer, 0, 60);
        }
        Manifest manifest = Manifest.read(folder());
        List<SegmentInfo> fewer =
                manifest.segments().subList(0, manifest.segments().size() - 1);
        manifest.with(fewer, manifest.dropped(), manifest.outcomes()).write(folder());
        assertThat(ids()).isEqualTo(range(0, 60));
        open(1 << 20, WhenFull.DROP_OLDEST).close();
        assertThat(Manifest.read(folder()).segments()).isEqualTo(manifest.segments());
        assertThat(Corpus.open(folder()).check().problems()).isEmpty();
    }

    @Test
    void write_beyondMaxBytes_dropsTheOldestAndSaysSo() {
        try (CorpusWriter writer = open(9 << 10, WhenFull.DROP_OLDEST)) {
            write(writer, 0, 400);
        }
        assertThat(outcomes).containsOnly(RecordOutcome.RECORDED);
        Corpus corpus = Corpus.open(folder());
        assertThat(corpus.manifest().dropped()).isPositive();
        List<String> left = ids();
        assertThat(left.get(left.size() - 1)).isEqualTo("x399");
        assertThat(left.size() + corpus.manifest().dropped()).isEqualTo(400);
        assertThat(corpus.manifest().bytes()).isLessThanOrEqualTo(9 << 10);
        assertThat(corpus.check().problems()).isEmpty();
    }

    @Test
    void write_beyondMaxBytesWithStop_recordsNoMoreAndCountsIt() {
        try (CorpusWriter writer = open(9 << 10, WhenFull.STOP)) {
            write(writer, 0, 400);
        }
        long recorded = outcomes.stream().filter(RecordOutcome.RECORDED::equals).count();
        assertThat(outcomes).hasSize(400).containsOnly(RecordOutcome.RECORDED, RecordOutcome.DROPPED_FULL);
        assertThat(recorded).isPositive();
        assertThat(ids()).isEqualTo(range(0, (int) recorded));
    }

    @Test
    void open_otherProduction_beginsASegmentOfItsOwn() {
        try (CorpusWriter writer = open(1 << 20, WhenFull.STOP)) {
            write(writer, 0, 3);
        }
        try (CorpusWriter writer =
                CorpusWriter.open(Recorded.settings(folder(), 1 << 20, WhenFull.STOP, "p2"), CLOCK, Map::of)) {
            write(writer, 3, 6);
            // While it runs, as a reload does.
            writer.configure(Recorded.settings(folder(), 1 << 20, WhenFull.STOP, "p3"));
        }
        Corpus corpus = Corpus.open(folder());
        assertThat(corpus.productions()).startsWith("p1").hasSizeGreaterThan(1);
        assertThat(ids()).isEqualTo(range(0, 6));
        assertThat(corpus.check().problems()).isEmpty();
    }

    @Test
    void write_diskThatIsFull_stopsAndIsCountedAndTheFileStaysWhole() {
        int[] room = {3};
        CorpusFolder.Opener small = (file, line) -> LineLog.open(file, line, bytes -> {
            if (room[0]-- <= 0) {
                throw new IOException("No space left on device");
            }
        });
        try (CorpusWriter writer =
                CorpusWriter.open(Recorded.settings(folder(), 1 << 20, WhenFull.STOP), CLOCK, Map::of, small)) {
            write(writer, 0, 10);
        }
        assertThat(outcomes).hasSize(10);
        assertThat(outcomes.stream().filter(RecordOutcome.RECORDED::equals)).hasSize(3);
        assertThat(outcomes.stream().filter(RecordOutcome.DROPPED_DISK::equals)).hasSize(7);
        assertThat(ids()).isEqualTo(range(0, 3));
    }

    @Test
    void open_folderThatIsNotFree_isRefusedInOneLine() throws IOException {
        try (CorpusWriter writer = open(1 << 20, WhenFull.STOP)) {
            write(writer, 0, 1);
            assertThatThrownBy(() -> open(1 << 20, WhenFull.STOP)).hasMessageContaining("recorded into already");
        }
        Path other = parent.resolve("other");
        Files.createDirectory(other);
        Files.writeString(other.resolve("precious.txt"), "mine");
        assertThatThrownBy(() -> CorpusWriter.open(Recorded.settings(other, 1 << 20, WhenFull.STOP), CLOCK, Map::of))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("has other files");
        assertThat(other).as("left as it was").isDirectoryNotContaining("glob:**lock");
        assertThatThrownBy(() -> CorpusWriter.open(
                        new CorpusWriter.Settings(
                                "chat",
                                "p1",
                                Recorded.settings(folder(), 1 << 20, WhenFull.STOP)
                                        .config()),
                        CLOCK,
                        Map::of))
                .hasMessageContaining("route support");
    }

    @Test
    void close_diskThatFailsAtTheEnd_letsTheNextOneIn() throws IOException {
        List<LineLog> opened = new ArrayList<>();
        CorpusFolder.Opener seen = (file, line) -> {
            LineLog log = LineLog.open(file, line);
            opened.add(log);
            return log;
        };
        try (CorpusWriter writer =
                CorpusWriter.open(Recorded.settings(folder(), 1 << 20, WhenFull.STOP), CLOCK, Map::of, seen)) {
            write(writer, 0, 1);
            Awaitility.await().until(() -> !outcomes.isEmpty());
            opened.get(0).close(); // what is forced to the disk fails from here on
        }
        try (CorpusWriter writer = open(1 << 20, WhenFull.STOP)) {
            write(writer, 1, 2);
        }
        assertThat(ids()).isEqualTo(range(0, 2));
    }

    @Test
    void open_whatIsNoCorpus_isRefusedInOneLine() throws IOException {
        assertThatThrownBy(() -> Corpus.open(parent.resolve("none"))).hasMessageContaining("no such folder");
        assertThatThrownBy(() -> Corpus.open(parent)).hasMessageContaining("has no manifest.json");
        Path manifest = parent.resolve("manifest.json");
        Files.writeString(manifest, "{\"format\":\"understudy-corpus\",\"version\":2}");
        assertThatThrownBy(() -> Corpus.open(parent)).hasMessageContaining("version: 2 (expected: 1; a newer");
        Files.writeString(manifest, "{\"format\":\"other\"}");
        assertThatThrownBy(() -> Corpus.open(parent)).hasMessageContaining("not a corpus");
        Files.writeString(manifest, "{\"format\":");
        assertThatThrownBy(() -> Corpus.open(parent)).hasMessageContaining("not JSON");
        Files.writeString(manifest, "[".repeat(100_000));
        assertThatThrownBy(() -> Corpus.open(parent)).hasMessageContaining("not JSON");
    }

    @Test
    void check_everyDamagedByte_isFound() throws IOException {
        try (CorpusWriter writer = open(1 << 20, WhenFull.STOP)) {
            write(writer, 0, 30);
        }
        Path segment = folder().resolve(SegmentInfo.file(1));
        byte[] whole = Files.readAllBytes(segment);
        for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 40)) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(segment, damaged);
            assertThat(Corpus.open(folder()).check().problems())
                    .as("byte %d", at)
                    .singleElement()
                    .asString()
                    .contains("SHA-256");
        }
        Files.delete(segment);
        assertThat(Corpus.open(folder()).check().problems())
                .singleElement()
                .asString()
                .contains("is missing");
        Files.writeString(segment, "not zstd");
        assertThatThrownBy(this::ids).isInstanceOf(CorpusException.class).hasMessageContaining("damaged");
    }
}
