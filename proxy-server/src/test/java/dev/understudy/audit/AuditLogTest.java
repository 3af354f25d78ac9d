package dev.understudy.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.audit.AuditLog.Kept;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditLogTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    /** A disk that can be full. */
    private static final class Disk implements AuditStore {
        private final AuditStore memory = AuditStore.inMemory(100_000);
        private volatile boolean writable = true;
        private volatile boolean readable = true;

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public boolean append(List<AuditEntry> entries) {
            return writable && memory.append(entries);
        }

        @Override
        public List<AuditEntry> before(long id, int limit) {
            return readable ? memory.before(id, limit) : null;
        }

        @Override
        public void close() {}
    }

    private final Disk disk = new Disk();
    private final AuditLog audit = new AuditLog(CLOCK, disk);

    @AfterEach
    void close() {
        audit.close();
    }

    private void record(String subject) {
        audit.record("10.0.0.1", "ops", "disable", subject, true, List.of("enabled: true → false"));
    }

    private static List<String> subjects(AuditLog.Page page) {
        return page.entries().stream().map(AuditEntry::subject).toList();
    }

    @Test
    void page_newestFirst_andEachEntryOnce() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            record("s" + i);
            expected.add(0, "s" + i);
        }
        List<String> found = new ArrayList<>();
        String after = null;
        int pages = 0;
        do {
            AuditLog.Page page = audit.page(after, 10);
            found.addAll(subjects(page));
            assertThat(page.kept()).isEqualTo(Kept.FILE);
            after = page.next();
            pages++;
        } while (after != null);
        assertThat(found).isEqualTo(expected);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void page_exactlyAsManyAsThereAre_hasNoNext() {
        record("a");
        record("b");
        assertThat(audit.page(null, 2).next()).isNull();
        assertThat(audit.page(null, 1).next()).isNotNull();
    }

    @Test
    void page_noSuchPosition_isRefused() {
        assertThatThrownBy(() -> audit.page("-1", 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> audit.page("99999999999999999999", 10)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void storeThatCannotBeWritten_showsWhatWaitsAndSaysSo_andWritesItLater() {
        record("kept");
        assertThat(audit.page(null, 10).kept()).isEqualTo(Kept.FILE);
        disk.writable = false;
        record("first");
        record("second");

        AuditLog.Page failing = audit.page(null, 2);
        assertThat(failing.kept()).isEqualTo(Kept.FAILING);
        assertThat(failing.waiting()).isEqualTo(2);
        assertThat(subjects(failing)).containsExactly("second", "first");
        assertThat(subjects(audit.page(failing.next(), 2))).containsExactly("kept");

        disk.writable = true;
        AuditLog.Page again = audit.page(null, 10);
        assertThat(again.kept()).isEqualTo(Kept.FILE);
        assertThat(again.waiting()).isZero();
        assertThat(disk.before(Long.MAX_VALUE, 10)).hasSize(3);
    }

    @Test
    void storeThatCannotBeRead_isSaid() {
        disk.readable = false;
        assertThat(audit.page(null, 10).kept()).isEqualTo(Kept.FAILING);
    }

    @Test
    void storeThatNeverWorks_holdsNoMoreThanABound() {
        disk.writable = false;
        for (int i = 0; i < AuditLog.MOST_WAITING + 10; i++) {
            record("s" + i);
        }
        AuditLog.Page page = audit.page(null, 1000);
        assertThat(page.waiting()).isEqualTo(AuditLog.MOST_WAITING);
        assertThat(subjects(page)).contains("s10", "s1009").doesNotContain("s9");
    }

    @Test
    void withoutAStore_theLastThousandAreInMemory() {
        try (AuditLog memory = new AuditLog(CLOCK)) {
            for (int i = 0; i < 1010; i++) {
                memory.record("10.0.0.1", null, "kill", "s" + i, true, List.of());
            }
            AuditLog.Page page = memory.page(null, 1000);
            assertThat(page.kept()).isEqualTo(Kept.MEMORY);
            assertThat(page.entries()).hasSize(1000);
            assertThat(page.next()).isNull();
            assertThat(page.entries().get(0).subject()).isEqualTo("s1009");
        }
    }

    @Test
    void record_afterTheEnd_doesNotThrow() {
        audit.close();
        record("late");
    }

    @Test
    void entry_fromOutside_isOneLineEachAndBounded() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            lines.add(i + "\n" + "x".repeat(1000));
        }
        AuditEntry entry = AuditEntry.of(NOON, "a\u001b[31m", null, "promote", "s".repeat(500), false, lines);
        assertThat(entry.actor()).isEqualTo("a?[31m");
        assertThat(entry.subject()).hasSize(AuditEntry.LONGEST_NAME);
        assertThat(entry.lines()).hasSize(AuditEntry.MOST_LINES);
        assertThat(entry.lines().get(0)).startsWith("0?xxx").hasSize(AuditEntry.LONGEST_LINE);
        assertThat(entry.lines().get(49)).isEqualTo("… and 11 more");
        assertThat(entry.result()).isEqualTo(AuditEntry.REFUSED);
        assertThat(entry.withId(7).lines()).isEqualTo(entry.lines());
    }
}
