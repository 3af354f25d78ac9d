package dev.understudy.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.corpus.CorpusException;
import dev.understudy.staging.FileJournal.State;
import dev.understudy.staging.Journal.Known;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("journal");
    }

    private FileJournal open(boolean fresh) {
        return FileJournal.open(file, "run", false, fresh);
    }

    /** Two that play the same list would each ask what the other asked. */
    @Test
    void open_whileAnotherPlays_isRefusedAndNothingOfItGoes() {
        try (FileJournal first = open(true)) {
            first.begins("a");
            assertThatThrownBy(() -> open(false))
                    .isInstanceOf(CorpusException.class)
                    .hasMessageContaining("is being written already");
            assertThatThrownBy(() -> open(true)).hasMessageContaining("is being written already");
        }
        try (FileJournal second = open(false)) {
            assertThat(second.known("a")).isEqualTo(Known.BEGUN);
        }
    }

    @Test
    void open_fresh_forgetsWhatWasThere() {
        try (FileJournal first = open(true)) {
            first.begins("a");
        }
        try (FileJournal second = open(true)) {
            assertThat(second.known("a")).isEqualTo(Known.NOTHING);
        }
        assertThat(FileJournal.look(file, "run")).isEqualTo(State.UNFINISHED);
    }

    @Test
    void open_wordsOfAnotherVersion_areRefusedWithTheFile() throws IOException {
        open(true).close();
        Files.writeString(file, "{\"ended\":\"a\",\"outcome\":\"odd\"}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> open(false))
                .isInstanceOf(CorpusException.class)
                .hasMessage(file + ": outcome: an unknown word (expected: one of this version's)");
    }
}
