package dev.understudy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.config.ByteSize;
import dev.understudy.config.PolicyConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RetentionConfig;
import dev.understudy.config.SamplesConfig;
import dev.understudy.config.SamplesConfig.Content;
import dev.understudy.config.ShadowConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Stratum;
import dev.understudy.privacy.Pseudonymisers;
import dev.understudy.publish.ComparisonEntry;
import dev.understudy.publish.ComparisonFilter;
import dev.understudy.publish.Fixtures;
import dev.understudy.publish.KeptComparisons.Page;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ComparisonArchiveTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final RetentionConfig PLENTY = new RetentionConfig(1000, Duration.ofDays(1), ByteSize.mebibytes(16));

    @TempDir
    Path folder;

    private final AtomicLong seconds = new AtomicLong();
    private long sequence;
    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("understudy.db.comparisons");
    }

    private ComparisonArchive archive(RetentionConfig retention) {
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        return ComparisonArchive.quiet(
                clock,
                () -> Duration.ofSeconds(seconds.incrementAndGet()).toNanos(),
                file,
                retention,
                Pseudonymisers.of(Pseudonymisers.DEFAULT, "key"));
    }

    private static ProxyConfig config(Content content, int keep) {
        ProxyConfig config = Fixtures.config(List.of("openai"), "refunds", "greetings");
        return config.withShadows(config.shadows().stream()
                .map(shadow ->
                        shadow.but().samples(new SamplesConfig(keep, content)).build())
                .toList());
    }

    private static Exchange exchange(String id, String shadow, Instant at, String words) {
        Exchange like = Fixtures.exchange(shadow);
        Answer candidate = Fixtures.answer(Arm.CANDIDATE, words);
        return new Exchange(
                id, "openai", shadow, at, "conversation", Stratum.NORMAL, like.asked(), like.live(), candidate, null);
    }

    private ComparisonEntry entry(Exchange exchange, String comparator, boolean match) {
        Comparison comparison = Comparison.of(
                match, match ? 0 : 1, Map.of("words", 3.0), Map.of("words", 4.0), "said " + exchange.id());
        return new ComparisonEntry(
                ++sequence,
                exchange.id(),
                exchange.route(),
                exchange.shadow(),
                exchange.at(),
                exchange.stratum(),
                comparator,
                Pair.CANDIDATE,
                comparison);
    }

    /** Two comparisons each; text matches in every second. */
    private void add(ComparisonArchive archive, String shadow, int from, int to) {
        for (int i = from; i < to; i++) {
            Exchange exchange = exchange("x" + i, shadow, NOON.plusSeconds(i), "words of " + i);
            archive.compared(exchange, List.of(entry(exchange, "exact", false), entry(exchange, "text", i % 2 == 0)));
        }
    }

    private static List<Long> sequences(Page page) {
        return page.comparisons().stream()
                .map(each -> each.get("sequence").asLong())
                .toList();
    }

    private byte[] bytes() throws IOException {
        byte[] all = Files.readAllBytes(file);
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        return Files.exists(log)
                ? (new String(all, StandardCharsets.ISO_8859_1)
                                + new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1)
                : all;
    }

    @Test
    void find_all_comesNewestFirstWithWhatTheStreamSays() {
        try (ComparisonArchive archive = archive(PLENTY)) {
            add(archive, "refunds", 0, 3);
            Page page = archive.find(ComparisonFilter.ALL, null, 100, true);

            assertThat(sequences(page)).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
            assertThat(page.next()).isNull();
            assertThat(page.comparisons().get(0))
                    .hasToString(
                            "{\"sequence\":6,\"id\":\"x2\",\"request_id\":\"x2\",\"at\":\"2026-11-22T12:00:02Z\",\"route\":\"openai\","
                                    + "\"shadow\":\"refunds\",\"stratum\":\"normal\",\"pair\":\"candidate\",\"comparator\":\"text\","
                                    + "\"result\":\"match\",\"divergence\":0.0,\"live\":{\"words\":3.0},\"other\":{\"words\":4.0},"
                                    + "\"reason\":null,\"explanation\":null}");
        }
    }

    @Test
    void find_byPages_isTheSameAsAtOnce() {
        try (ComparisonArchive archive = archive(PLENTY)) {
            add(archive, "refunds", 0, 20);
            add(archive, "greetings", 20, 40);
            for (ComparisonFilter filter : List.of(
                    ComparisonFilter.ALL,
                    new ComparisonFilter("refunds", null, null, null),
                    new ComparisonFilter(null, "text", Pair.CANDIDATE, "match"))) {
                List<Long> paged = new ArrayList<>();
                String after = null;
                do {
                    Page page = archive.find(filter, after, 3, false);
                    paged.addAll(sequences(page));
                    after = page.next();
                } while (after != null);
                assertThat(paged).isEqualTo(sequences(archive.find(filter, null, 1000, false)));
                assertThat(paged).hasSize(filter.shadow() != null ? 40 : filter.comparator() != null ? 20 : 80);
            }
        }
    }

    @Test
    void find_hostileFilterOrPlace_isNoPattern() {
        try (ComparisonArchive archive = archive(PLENTY)) {
            add(archive, "refunds", 0, 2);
            assertThat(archive.find(new ComparisonFilter(null, "%", null, null), null, 9, true)
                            .comparisons())
                    .isEmpty();
            assertThat(archive.find(new ComparisonFilter("refunds' OR 1=1 --", null, null, null), null, 9, true)
                            .comparisons())
                    .isEmpty();
            assertThatThrownBy(() -> archive.find(ComparisonFilter.ALL, "1; DROP TABLE exchanges", 9, true))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void byDefault_scoresAreKeptAndNoWordOfContent() throws IOException {
        try (ComparisonArchive archive = archive(PLENTY)) {
            archive.configure(Fixtures.config(List.of("openai"), "refunds"));
            add(archive, "refunds", 0, 5);
            JsonNode example = archive.example("x1", null, true).orElseThrow();

            assertThat(example.get("content_kept").asBoolean()).isFalse();
            assertThat(example.get("content").isNull()).isTrue();
            assertThat(example.at("/comparisons/0/explanation").isNull()).isTrue();
            assertThat(example.at("/arms/live/usage/output_tokens").asLong()).isEqualTo(20);
            assertThat(example.at("/arms/live/duration_ms").asDouble()).isEqualTo(1500);
            assertThat(new String(bytes(), StandardCharsets.ISO_8859_1))
                    .contains("refunds")
                    .doesNotContain("words of", "money back", "said x");
        }
    }

    @Test
    void samples_keepTheContentOfTheLast_andOfNoneWhenSwitchedOff() throws IOException {
        try (ComparisonArchive archive = archive(PLENTY)) {
            archive.configure(config(Content.PSEUDONYMISED, 2));
            add(archive, "refunds", 0, 5);
            assertThat(archive.example("x2", null, true)
                            .orElseThrow()
                            .get("content_kept")
                            .asBoolean())
                    .isFalse();
            JsonNode example = archive.example("x3", "refunds", true).orElseThrow();
            assertThat(example.at("/content/candidate/text").asString()).isEqualTo("words of 3");
            assertThat(example.at("/content/live/text").asString()).isEqualTo("Refunded.");
            assertThat(example.at("/content/request/messages/1/content").asString())
                    .isEqualTo("I want my money back");
            assertThat(example.at("/comparisons/1/explanation").asString()).isEqualTo("said x3");
            assertThat(archive.example("x3", null, false)
                            .orElseThrow()
                            .get("content")
                            .isNull())
                    .isTrue();

            archive.configure(config(Content.NONE, 2));
            assertThat(archive.example("x4", null, true)
                            .orElseThrow()
                            .get("content")
                            .isNull())
                    .isTrue();
        }
        // The last connection to leave writes the log back into the file, over what was deleted.
        assertThat(new String(bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("words of", "said x");
    }

    @Test
    void samples_ofAShadowWithoutPseudonyms_haveThem() {
        ProxyConfig config = config(Content.PSEUDONYMISED, 9);
        try (ComparisonArchive archive = archive(PLENTY)) {
            ShadowConfig open =
                    config.shadows().get(0).but().anonymize(PolicyConfig.OFF).build();
            archive.configure(config.withShadows(List.of(open)));
            Exchange exchange = exchange("x", "refunds", NOON, "write to jane.doe@acme-corp.com");
            archive.compared(exchange, List.of(entry(exchange, "text", false)));

            String example = archive.example("x", null, true).orElseThrow().toString();
            assertThat(example).contains("@example.com").doesNotContain("jane.doe");
        }
    }

    @Test
    void samples_inARush_areTenASecond() {
        try (ComparisonArchive archive = ComparisonArchive.quiet(
                Clock.fixed(NOON, ZoneOffset.UTC),
                () -> Duration.ofMillis(50 * seconds.incrementAndGet()).toNanos(),
                file,
                PLENTY,
                Pseudonymisers.of(Pseudonymisers.DEFAULT, "key"))) {
            archive.configure(config(Content.PSEUDONYMISED, 100));
            add(archive, "refunds", 0, 20);
            int content = 0;
            for (int i = 0; i < 20; i++) {
                content += archive.example("x" + i, null, true)
                                .orElseThrow()
                                .get("content_kept")
                                .asBoolean()
                        ? 1
                        : 0;
            }
            assertThat(content).isEqualTo(10);
        }
    }

    @Test
    void example_ofSeveralShadows_isOneAndNamesThem() {
        try (ComparisonArchive archive = archive(PLENTY)) {
            add(archive, "refunds", 7, 8);
            add(archive, "greetings", 7, 8);
            JsonNode last = archive.example("x7", null, true).orElseThrow();
            assertThat(last.get("shadow").asString()).isEqualTo("greetings");
            assertThat(last.get("shadows")).hasToString("[\"greetings\",\"refunds\"]");
            assertThat(archive.example("x7", "refunds", true)
                            .orElseThrow()
                            .get("shadow")
                            .asString())
                    .isEqualTo("refunds");
            assertThat(archive.example("x7", "other", true)).isEmpty();
            assertThat(archive.example("x8", null, true)).isEmpty();
        }
    }

    @Test
    void candidateFailed_isKeptAsSuch() {
        try (ComparisonArchive archive = archive(PLENTY)) {
            Exchange exchange = exchange("x", "refunds", NOON, "");
            archive.candidateFailed(exchange, List.of(entry(exchange, "status", false)));
            assertThat(archive.example("x", null, true)
                            .orElseThrow()
                            .get("outcome")
                            .asString())
                    .isEqualTo("candidate_failed");
        }
    }

    @Test
    void retention_byCount_keepsTheLast() {
        try (ComparisonArchive archive = archive(new RetentionConfig(10, Duration.ofDays(1), ByteSize.mebibytes(16)))) {
            add(archive, "refunds", 0, 50);
            assertThat(sequences(archive.find(ComparisonFilter.ALL, null, 1000, false)))
                    .hasSize(20);
            add(archive, "refunds", 50, 60);
            assertThat(archive.example("x50", null, false)).isPresent();
            assertThat(archive.example("x49", null, false)).isEmpty();
        }
    }

    @Test
    void retention_byAge_keepsTheYoung() {
        try (ComparisonArchive archive = archive(PLENTY)) {
            Exchange old = exchange("old", "refunds", NOON.minus(Duration.ofHours(25)), "");
            Exchange young = exchange("young", "refunds", NOON.minus(Duration.ofHours(23)), "");
            archive.compared(old, List.of(entry(old, "text", true)));
            archive.compared(young, List.of(entry(young, "text", true)));
            assertThat(archive.example("young", null, false)).isPresent();
            assertThat(archive.example("old", null, false)).isEmpty();
        }
    }

    @Test
    void retention_byBytes_staysNearTheSize() throws IOException {
        RetentionConfig small = new RetentionConfig(100_000, Duration.ofDays(1), ByteSize.mebibytes(1));
        try (ComparisonArchive archive = archive(small)) {
            for (int i = 0; i < 4000; i += 100) {
                add(archive, "refunds", i, i + 100);
                archive.write();
            }
            assertThat(archive.example("x3999", null, false)).isPresent();
            assertThat(archive.example("x0", null, false)).isEmpty();
            assertThat(archive.dropped()).isZero();
            assertThat(archive.kept()).isEqualTo(4000);
        }
        assertThat(Files.size(file)).isBetween(700_000L, 1_700_000L);
    }

    /** Three bytes a character: the file would be full long before the texts were as many characters. */
    @Test
    void retention_byBytes_countsThemAsTheyAreWritten() throws IOException {
        RetentionConfig small = new RetentionConfig(100_000, Duration.ofDays(1), ByteSize.mebibytes(1));
        try (ComparisonArchive archive = archive(small)) {
            archive.configure(config(Content.PSEUDONYMISED, 1000));
            for (int i = 0; i < 80; i++) {
                Exchange exchange = exchange("x" + i, "refunds", NOON, "\u5287\u5834".repeat(10_000));
                archive.compared(exchange, List.of(entry(exchange, "text", false)));
                archive.write();
            }
            assertThat(archive.dropped()).isZero();
            assertThat(archive.example("x79", null, false)).isPresent();
        }
        assertThat(Files.size(file)).isLessThan(1_700_000L);
    }

    @Test
    void restart_findsWhatWasKept() {
        try (ComparisonArchive first = archive(PLENTY)) {
            add(first, "refunds", 0, 3);
        }
        try (ComparisonArchive second = archive(PLENTY)) {
            add(second, "refunds", 3, 5);
            assertThat(second.find(ComparisonFilter.ALL, null, 100, false).comparisons())
                    .hasSize(10);
        }
    }

    @Test
    void moreThanCanWait_isDroppedAndCounted() {
        try (ComparisonArchive archive = archive(PLENTY)) {
            add(archive, "refunds", 0, 500);
            assertThat(archive.dropped()).isEqualTo(500 - 128);
            archive.write();
            assertThat(archive.kept()).isEqualTo(128);
        }
    }

    @Test
    void storeThatCannotBe_dropsAndCountsAndLeavesTheFileAlone() throws IOException {
        byte[] rubbish = "this is no database at all".repeat(300).getBytes(StandardCharsets.UTF_8);
        Files.write(file, rubbish);
        try (ComparisonArchive archive = archive(PLENTY)) {
            add(archive, "refunds", 0, 3);
            assertThat(archive.find(ComparisonFilter.ALL, null, 9, true).comparisons())
                    .isEmpty();
            assertThat(archive.example("x1", null, true)).isEmpty();
            assertThat(archive.dropped()).isEqualTo(3);
        }
        assertThat(file).hasBinaryContent(rubbish);
    }

    @Test
    void damagedPages_arePutAsideAndItGoesOn() throws IOException {
        try (ComparisonArchive archive = archive(PLENTY)) {
            add(archive, "refunds", 0, 100);
        }
        try (RandomAccessFile damage = new RandomAccessFile(file.toFile(), "rw")) {
            damage.seek(4096);
            damage.write(new byte[(int) damage.length() - 4096]);
        }
        try (ComparisonArchive archive = archive(PLENTY)) {
            add(archive, "refunds", 100, 103);
            assertThat(archive.find(ComparisonFilter.ALL, null, 9, true).comparisons())
                    .hasSize(6);
            assertThat(archive.dropped()).isZero();
            assertThat(archive.kept()).isEqualTo(3);
        }
        assertThat(file.resolveSibling(file.getFileName() + ".damaged-1")).exists();
    }

    @Test
    void lockedFile_dropsAndWorksAgainWhenItIsFree() throws SQLException {
        try (ComparisonArchive archive = archive(PLENTY)) {
            add(archive, "refunds", 0, 1);
            archive.write();
            try (Connection locker = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = locker.createStatement()) {
                statement.execute("BEGIN EXCLUSIVE");
                add(archive, "refunds", 1, 3);
                archive.write();
                assertThat(archive.dropped()).isEqualTo(2);
            }
            add(archive, "refunds", 3, 4);
            assertThat(archive.find(ComparisonFilter.ALL, null, 9, true).comparisons())
                    .hasSize(4);
        }
    }

    @Test
    void missingFolder_dropsAndCounts() {
        file = folder.resolve("nowhere").resolve("understudy.db.comparisons");
        try (ComparisonArchive archive = archive(PLENTY)) {
            add(archive, "refunds", 0, 3);
            archive.write();
            assertThat(archive.dropped()).isEqualTo(3);
        }
    }

    @Test
    void hugeContent_isBoundedVisibly() {
        try (ComparisonArchive archive = archive(PLENTY)) {
            archive.configure(config(Content.PSEUDONYMISED, 9));
            Exchange like = exchange("x", "refunds", NOON, "y".repeat(1_000_000));
            Exchange huge = new Exchange(
                    "x",
                    "openai",
                    "refunds",
                    NOON,
                    "c",
                    Stratum.NORMAL,
                    Asked.of(JsonMapper.shared().createObjectNode().put("prompt", "z".repeat(3_000_000))),
                    like.live(),
                    like.candidate(),
                    null);
            archive.compared(huge, List.of(entry(huge, "text", false)));
            JsonNode content = archive.example("x", null, true).orElseThrow().get("content");
            assertThat(content.get("request").isNull()).isTrue();
            assertThat(content.at("/candidate/text").asString())
                    .hasSizeLessThan(SampleContent.LONGEST_TEXT + 100)
                    .endsWith("(1000000 characters)");
        }
    }

    @Test
    void whenKept_hearsOnlyOfWhatCanBeOpened() {
        List<String> heard = new ArrayList<>();
        try (ComparisonArchive archive = archive(PLENTY)) {
            archive.whenKept((exchange, entries) -> heard.add(exchange.id()));
            archive.configure(config(Content.NONE, 0));
            add(archive, "refunds", 0, 200);

            assertThat(heard).isNotEmpty().hasSizeLessThan(200);
            assertThat(heard).allMatch(id -> archive.example(id, null, false).isPresent());
            assertThat(archive.dropped()).isEqualTo(200 - heard.size());
        }
    }

    @Test
    void whenKept_shadowThatKeepsContent_hearsOfExchangesThatHaveSome() {
        List<String> heard = new ArrayList<>();
        try (ComparisonArchive archive = quietSince(PLENTY)) {
            archive.whenKept((exchange, entries) -> heard.add(exchange.id()));
            archive.configure(config(Content.PSEUDONYMISED, 10));
            add(archive, "refunds", 0, 5);

            assertThat(heard).containsExactly("x0");
            assertThat(archive.example("x0", null, true)
                            .orElseThrow()
                            .get("content_kept")
                            .asBoolean())
                    .isTrue();
        }
    }

    /** Its clock stands still, so that content of one exchange is kept. */
    private ComparisonArchive quietSince(RetentionConfig retention) {
        return ComparisonArchive.quiet(
                Clock.fixed(NOON, ZoneOffset.UTC),
                () -> 0,
                file,
                retention,
                Pseudonymisers.of(Pseudonymisers.DEFAULT, "key"));
    }
}
