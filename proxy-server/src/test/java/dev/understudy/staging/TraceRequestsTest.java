package dev.understudy.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.corpus.CorpusException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces as people have them, and files that are none. */
class TraceRequestsTest {
    private static final String HEAD = "\uFEFFTIMESTAMP,ContextTokens,GeneratedTokens\r\n";

    @TempDir
    Path folder;

    private Path trace;

    @BeforeEach
    void place() {
        trace = folder.resolve("trace.csv");
    }

    private TraceRequests open(String text) throws IOException {
        Files.writeString(trace, text);
        return TraceRequests.open(trace, "m", Long.MAX_VALUE);
    }

    @Test
    void next_blankLinesAndOtherLineBreaks_areNoArrivals() throws IOException {
        List<String> ids = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        try (TraceRequests requests = open(HEAD + "\r\n0.5,10,1\r\n  \n2023-11-16 18:15:46.68,20,2")) {
            assertThat(requests.count()).isEqualTo(2);
            for (StagedRequest next = requests.next(); next != null; next = requests.next()) {
                ids.add(next.id());
                times.add(next.at());
            }
        }
        assertThat(ids).containsExactly("trace-2", "trace-4");
        assertThat(times).containsExactly(Instant.ofEpochMilli(500), Instant.parse("2023-11-16T18:15:46.680Z"));
    }

    /** Of the last two the number would have to be written out with a thousand million digits. */
    @ParameterizedTest
    @ValueSource(strings = {"soon", "2023-99-99 00:00:00", "1e40", "1e999999999", "1e-999999999"})
    void next_timesThatCannotBe_areRefusedWithTheirLine(String time) throws IOException {
        try (TraceRequests requests = open(HEAD + "1,1,1\n" + time + ",1,1\n")) {
            assertThat(requests.next()).isNotNull();
            assertThatThrownBy(requests::next)
                    .isInstanceOf(CorpusException.class)
                    .hasMessageStartingWith(trace + ":3: a time that cannot be read (expected: ");
        }
    }

    @Test
    void next_aLineWithoutEnd_isRefusedWithItsNumber() throws IOException {
        try (TraceRequests requests = open(HEAD + "1,".repeat(100_000))) {
            assertThatThrownBy(requests::next).hasMessage(trace + ":2: a longer line (expected: up to 10000 bytes)");
        }
        assertThatThrownBy(() -> open("x".repeat(100_000)))
                .hasMessage(trace + ":1: a longer line (expected: up to 10000 bytes)");
    }

    @Test
    void open_whatIsNoFile_isRefused() {
        assertThatThrownBy(() -> TraceRequests.open(folder, "m", 1)).hasMessageContaining("is no regular file");
        assertThatThrownBy(() -> TraceRequests.open(Path.of("/dev/zero"), "m", 1))
                .hasMessageContaining("is no regular file");
        assertThatThrownBy(() -> TraceRequests.open(trace, "m", 1)).hasMessageContaining("no such file");
    }
}
