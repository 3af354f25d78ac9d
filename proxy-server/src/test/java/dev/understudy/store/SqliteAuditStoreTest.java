package dev.understudy.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.audit.AuditEntry;
import dev.understudy.config.AuditConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAuditStoreTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final AuditConfig PLENTY = new AuditConfig(1000, Duration.ofDays(1));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("understudy.db.audit");
    }

    private SqliteAuditStore store(AuditConfig retention) {
        return new SqliteAuditStore(CLOCK, file, retention);
    }

    private static AuditEntry entry(Instant at, String subject) {
        return AuditEntry.of(at, "10.0.0.1", "ops", "disable", subject, true, List.of("a: 1 → 2", "b: \"x\" → *** ü"));
    }

    private static List<String> subjects(SqliteAuditStore store) {
        return store.before(Long.MAX_VALUE, 10_000).stream()
                .map(AuditEntry::subject)
                .toList();
    }

    @Test
    void append_thenReadInAnotherProcess_isTheSame() {
        AuditEntry told = entry(NOON, "refunds");
        AuditEntry local = AuditEntry.of(NOON.plusMillis(3), "127.0.0.1", null, "kill", "", false, List.of());
        try (SqliteAuditStore first = store(PLENTY)) {
            assertThat(first.append(List.of(told, local))).isTrue();
        }
        try (SqliteAuditStore second = store(PLENTY)) {
            assertThat(second.before(Long.MAX_VALUE, 10)).containsExactly(local, told);
            assertThat(second.before(local.id(), 10)).containsExactly(told);
            assertThat(second.before(Long.MAX_VALUE, 1)).containsExactly(local);
        }
    }

    @Test
    void append_byTwoProcessesAtTheSameMoment_keepsBothInTheirOrder() {
        try (SqliteAuditStore proxy = store(PLENTY);
                SqliteAuditStore command = store(PLENTY)) {
            assertThat(proxy.append(List.of(entry(NOON, "one")))).isTrue();
            assertThat(command.append(List.of(entry(NOON, "two")))).isTrue();
            assertThat(proxy.append(List.of(entry(NOON.minusSeconds(9), "three"))))
                    .isTrue();
            assertThat(subjects(command)).containsExactly("three", "two", "one");
        }
    }

    @Test
    void retention_byCount_keepsTheNewest() {
        try (SqliteAuditStore store = store(new AuditConfig(5, Duration.ofDays(1)))) {
            List<AuditEntry> many = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                many.add(entry(NOON.plusMillis(i), "s" + i));
            }
            store.append(many);
            assertThat(subjects(store)).containsExactly("s19", "s18", "s17", "s16", "s15");
        }
    }

    @Test
    void retention_byAge_keepsTheYoung() {
        try (SqliteAuditStore store = store(PLENTY)) {
            store.append(List.of(
                    entry(NOON.minus(Duration.ofHours(25)), "old"), entry(NOON.minus(Duration.ofHours(23)), "young")));
            assertThat(subjects(store)).containsExactly("young");
        }
    }

    @Test
    void fullDisk_saysSoKeepsWhatWasThereAndWorksAgain() {
        try (SqliteAuditStore full = new SqliteAuditStore(CLOCK, file, PLENTY, 12)) {
            full.append(List.of(entry(NOON, "first")));
            List<AuditEntry> many = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                many.add(entry(NOON, "s" + i));
            }
            assertThat(full.append(many)).isFalse();
            assertThat(subjects(full)).containsExactly("first");
            assertThat(full.append(List.of(entry(NOON, "second")))).isTrue();
            assertThat(subjects(full)).containsExactly("second", "first");
        }
    }

    @Test
    void lockedFile_saysSoAndWorksAgain() throws SQLException {
        try (SqliteAuditStore store = store(PLENTY)) {
            store.append(List.of(entry(NOON, "first")));
            try (Connection locker = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = locker.createStatement()) {
                statement.execute("BEGIN EXCLUSIVE");
                assertThat(store.append(List.of(entry(NOON, "second")))).isFalse();
            }
            assertThat(store.append(List.of(entry(NOON, "second")))).isTrue();
            assertThat(subjects(store)).containsExactly("second", "first");
        }
    }

    @Test
    void missingFolder_saysSo() {
        file = folder.resolve("nowhere").resolve("audit");
        try (SqliteAuditStore store = store(PLENTY)) {
            assertThat(store.append(List.of(entry(NOON, "first")))).isFalse();
            assertThat(store.before(Long.MAX_VALUE, 10)).isNull();
        }
    }

    @Test
    void editedLines_areShownAsTheyAre() throws SQLException {
        try (SqliteAuditStore store = store(PLENTY)) {
            store.append(List.of(entry(NOON, "first")));
            try (Connection editor = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = editor.createStatement()) {
                statement.execute("UPDATE audit SET lines = 'no json'");
            }
            assertThat(store.before(Long.MAX_VALUE, 1).get(0).lines()).containsExactly("no json");
        }
    }
}
