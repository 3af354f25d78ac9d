package dev.understudy.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEvidenceStoreTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("understudy.db");
    }

    private SqliteEvidenceStore store() {
        return new SqliteEvidenceStore(file);
    }

    private Connection sql(String... statements) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
        return connection;
    }

    @Test
    void save_thenLoadInAnotherProcess_isTheSame() {
        try (SqliteEvidenceStore first = store()) {
            assertThat(first.load("refunds", "a")).isEmpty();
            assertThat(first.save("refunds", "a", NOON, "one")).isTrue();
            assertThat(first.save("refunds", "a", NOON.plusSeconds(1), "two")).isTrue();
            assertThat(first.save("greetings", "a", NOON, "other")).isTrue();
        }
        try (SqliteEvidenceStore second = store()) {
            assertThat(second.load("refunds", "a")).contains("two");
            assertThat(second.load("refunds", "b")).isEmpty();
            assertThat(second.otherCandidate("refunds", "b")).contains(NOON.plusSeconds(1));
            assertThat(second.otherCandidate("refunds", "a")).isEmpty();
        }
    }

    @Test
    void save_manyCandidates_keepsTheLastEight() {
        try (SqliteEvidenceStore store = store()) {
            for (int i = 0; i < 20; i++) {
                store.save("refunds", "candidate-" + i, NOON.plusSeconds(i), "e" + i);
            }
            assertThat(store.load("refunds", "candidate-11")).isEmpty();
            assertThat(store.load("refunds", "candidate-12")).contains("e12");
            assertThat(store.load("refunds", "candidate-19")).contains("e19");
        }
    }

    @Test
    void open_usesWriteAheadLog() throws SQLException {
        try (SqliteEvidenceStore store = store()) {
            store.save("refunds", "a", NOON, "one");
            try (Connection reader = sql();
                    Statement statement = reader.createStatement()) {
                assertThat(statement.executeQuery("PRAGMA journal_mode").getString(1))
                        .isEqualTo("wal");
            }
        }
    }

    @Test
    void corruptFile_failsInSilenceAndIsNotTouched() throws IOException {
        byte[] rubbish =
                "this is no database at all, it is a letter".repeat(200).getBytes();
        Files.write(file, rubbish);
        try (SqliteEvidenceStore store = store()) {
            assertThat(store.load("refunds", "a")).isEmpty();
            assertThat(store.save("refunds", "a", NOON, "one")).isFalse();
        }
        assertThat(file).hasBinaryContent(rubbish);
    }

    private void damage() throws IOException {
        try (RandomAccessFile damage = new RandomAccessFile(file.toFile(), "rw")) {
            damage.seek(100);
            damage.write(new byte[(int) damage.length() - 100]);
        }
    }

    @Test
    void damagedFileOfOurs_isPutAsideAndANewOneBegun() throws IOException {
        try (SqliteEvidenceStore store = store()) {
            store.save("refunds", "a", NOON, "one".repeat(20_000));
        }
        damage();
        byte[] damaged = Files.readAllBytes(file);
        try (SqliteEvidenceStore store = store()) {
            assertThat(store.load("refunds", "a")).isEmpty();
            assertThat(store.save("refunds", "a", NOON, "two")).isTrue();
            assertThat(store.load("refunds", "a")).contains("two");
        }
        assertThat(folder.resolve("understudy.db.damaged-1")).hasBinaryContent(damaged);
    }

    @Test
    void fileOfZeros_isPutAsideAndANewOneBegun() throws IOException {
        Files.write(file, new byte[8192]);
        try (SqliteEvidenceStore store = store()) {
            assertThat(store.save("refunds", "a", NOON, "one")).isTrue();
        }
        assertThat(folder.resolve("understudy.db.damaged-1")).hasBinaryContent(new byte[8192]);
    }

    @Test
    void damagedAgainAndAgain_isPutAsideThreeTimesAndThenStays() throws IOException {
        for (int i = 1; i <= 4; i++) {
            try (SqliteEvidenceStore store = store()) {
                assertThat(store.save("refunds", "a", NOON, "one".repeat(20_000)))
                        .isTrue();
            }
            damage();
        }
        try (SqliteEvidenceStore store = store()) {
            assertThat(store.save("refunds", "a", NOON, "one")).isFalse();
        }
        assertThat(folder.resolve("understudy.db.damaged-3")).exists();
        assertThat(folder.resolve("understudy.db.damaged-4")).doesNotExist();
    }

    @Test
    void lockedFile_failsAndWorksAgainWhenItIsFree() throws SQLException {
        try (SqliteEvidenceStore store = store()) {
            store.save("refunds", "a", NOON, "one");
            try (Connection locker = sql("BEGIN EXCLUSIVE")) {
                assertThat(store.save("refunds", "a", NOON, "two")).isFalse();
                assertThat(locker.isClosed()).isFalse();
            }
            assertThat(store.save("refunds", "a", NOON, "three")).isTrue();
            assertThat(store.load("refunds", "a")).contains("three");
        }
    }

    @Test
    void fullDisk_failsAndKeepsWhatWasThere() {
        try (SqliteEvidenceStore store = store()) {
            store.save("refunds", "a", NOON, "one");
        }
        // SQLite's own limit gives the very error of a full disk (SQLITE_FULL).
        try (SqliteEvidenceStore full = new SqliteEvidenceStore(file, 16)) {
            assertThat(full.save("refunds", "a", NOON, "x".repeat(1_000_000))).isFalse();
            assertThat(full.load("refunds", "a")).contains("one");
            assertThat(full.save("refunds", "a", NOON, "two")).isTrue();
            assertThat(full.load("refunds", "a")).contains("two");
        }
    }

    @Test
    void missingFolder_failsInSilence() {
        try (SqliteEvidenceStore store =
                new SqliteEvidenceStore(folder.resolve("nowhere").resolve("understudy.db"))) {
            assertThat(store.save("refunds", "a", NOON, "one")).isFalse();
            assertThat(store.load("refunds", "a")).isEmpty();
        }
    }

    @Test
    void othersDatabase_isNotTouched() throws SQLException {
        sql("CREATE TABLE theirs (x)").close();
        try (SqliteEvidenceStore store = store()) {
            assertThat(store.save("refunds", "a", NOON, "one")).isFalse();
        }
        try (Connection theirs = sql();
                Statement statement = theirs.createStatement()) {
            assertThat(statement
                            .executeQuery("SELECT count(*) FROM sqlite_schema")
                            .getInt(1))
                    .isEqualTo(1);
        }
    }

    @Test
    void laterVersion_isNotTouched() throws SQLException {
        try (SqliteEvidenceStore store = store()) {
            store.save("refunds", "a", NOON, "one");
        }
        sql("PRAGMA user_version = 99").close();
        try (SqliteEvidenceStore store = store()) {
            assertThat(store.load("refunds", "a")).isEmpty();
            assertThat(store.save("refunds", "a", NOON, "two")).isFalse();
        }
    }
}
