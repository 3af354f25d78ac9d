package dev.understudy.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recall and precision on 1,500 labelled sentences of Microsoft Presidio's research set (MIT). */
@EnabledIfSystemProperty(
        named = "understudy.data",
        matches = ".+",
        disabledReason = "no labelled sentences: set -Dunderstudy.data")
final class LabelledDataTest {
    private static final Map<String, Kind> KINDS = Map.of(
            "EMAIL_ADDRESS", Kind.EMAIL,
            "CREDIT_CARD", Kind.CARD,
            "IBAN_CODE", Kind.IBAN,
            "US_SSN", Kind.NATIONAL_ID,
            "IP_ADDRESS", Kind.IP_ADDRESS,
            "PHONE_NUMBER", Kind.PHONE);

    private static final class Score {
        int labelled;
        int recalled;
        int found;
        int right;

        double recall() {
            return (double) recalled / labelled;
        }

        double precision() {
            return found == 0 ? 1 : (double) right / found;
        }
    }

    private final Map<Kind, Score> scores = new TreeMap<>();

    @Test
    void scan_labelledSentences_findsWhatItShould() throws IOException {
        KINDS.values().forEach(kind -> scores.put(kind, new Score()));
        Path file = Path.of(System.getProperty("understudy.data"), "pii", "presidio_synth_v2.jsonl");
        JsonMapper mapper = new JsonMapper();
        for (String line : Files.readAllLines(file)) {
            JsonNode row = mapper.readTree(line);
            sentence(row.get("text").stringValue(), row.get("spans"));
        }
        print();
        for (Kind kind : List.of(Kind.EMAIL, Kind.CARD, Kind.IBAN, Kind.NATIONAL_ID, Kind.IP_ADDRESS)) {
            assertThat(scores.get(kind).recall()).as(kind + " recall").isGreaterThanOrEqualTo(0.99);
        }
        assertThat(scores.get(Kind.PHONE).recall()).as("PHONE recall").isGreaterThanOrEqualTo(0.75);
        scores.forEach((kind, score) ->
                assertThat(score.precision()).as(kind + " precision").isGreaterThan(0.9));
    }

    private void sentence(String text, JsonNode spans) {
        List<Match> matches = Scans.matches(text);
        for (JsonNode span : spans) {
            Kind kind = KINDS.get(span.get("type").stringValue());
            if (kind != null) {
                boolean recalled = matches.stream().anyMatch(match -> match.kind() == kind && covers(match, span));
                scores.get(kind).labelled++;
                scores.get(kind).recalled += recalled ? 1 : 0;
                if (!recalled) {
                    System.out.println("missed " + kind + ": " + span.get("value"));
                }
            }
        }
        for (Match match : matches) {
            Score score = scores.computeIfAbsent(match.kind(), kind -> new Score());
            score.found++;
            boolean right = spans.valueStream()
                    .anyMatch(span -> KINDS.get(span.get("type").stringValue()) == match.kind() && covers(match, span));
            score.right += right ? 1 : 0;
            if (!right) {
                System.out.println("not labelled " + match.kind() + ": " + text.substring(match.start(), match.end()));
            }
        }
    }

    /** All of it, but for the extension of a telephone number; offsets are in code points. */
    private static boolean covers(Match match, JsonNode span) {
        String value = span.get("value").stringValue();
        int length = value.indexOf('x') > 0 ? value.indexOf('x') : value.length();
        int start = span.get("start").intValue();
        return match.start() <= start && match.end() >= start + length;
    }

    private void print() {
        System.out.printf("%-16s %8s %8s %10s%n", "kind", "labelled", "recall", "precision");
        scores.forEach((kind, score) -> System.out.printf(
                java.util.Locale.ROOT,
                "%-16s %8d %8.3f %10.3f%n",
                kind,
                score.labelled,
                score.recall(),
                score.precision()));
    }
}
