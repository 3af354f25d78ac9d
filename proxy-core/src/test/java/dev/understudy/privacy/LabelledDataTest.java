package dev.understudy.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.PolicyConfig;
import dev.understudy.privacy.Pseudonymiser.Replaced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Recall and precision on 1,500 labelled sentences of Microsoft Presidio's research set (MIT). Sentences with an even number
 * were looked at when the detectors were made, those with an odd one were not. A label is recalled when all of its characters
 * but blanks, punctuation and a telephone's extension are replaced, whatever the type; a find is right when it touches a label.
 */
@EnabledIfSystemProperty(
        named = "understudy.data",
        matches = ".+",
        disabledReason = "no labelled sentences: set -Dunderstudy.data")
final class LabelledDataTest {
    private static final Set<String> BY_FORM =
            Set.of("EMAIL_ADDRESS", "CREDIT_CARD", "IBAN_CODE", "US_SSN", "IP_ADDRESS");
    private static final Map<String, String> SAME_TYPE = Map.of("GPE", "LOCATION");

    /** Counts of one type, or of all. */
    private static final class Score {
        int labelled;
        int recalled;
        int found;
        int right;

        double recall() {
            return labelled == 0 ? 1 : (double) recalled / labelled;
        }

        double precision() {
            return found == 0 ? 1 : (double) right / found;
        }

        double f2() {
            double weighed = 4 * precision() + recall();
            return weighed == 0 ? 0 : 5 * precision() * recall() / weighed;
        }
    }

    /** The scores of one policy on one half. */
    private static final class Scores {
        final Map<String, Score> types = new TreeMap<>();
        final Score all = new Score();
        final Score characters = new Score();

        Score of(String type) {
            return types.computeIfAbsent(type, key -> new Score());
        }
    }

    private static Scores measured(PolicyConfig policy, int half) throws IOException {
        Path file = Path.of(System.getProperty("understudy.data"), "pii", "presidio_synth_v2.jsonl");
        Pseudonymiser pseudonymiser = Pseudonymisers.of(policy, PseudonymKeys.fixed(Scans.KEY));
        JsonMapper mapper = new JsonMapper();
        Scores scores = new Scores();
        boolean shown = half == 0 && Boolean.getBoolean("understudy.privacy.show");
        for (String line : Files.readAllLines(file)) {
            JsonNode row = mapper.readTree(line);
            if (row.get("id").intValue() % 2 == half) {
                String text = row.get("text").stringValue();
                sentence(text, row.get("spans"), pseudonymiser.replacements(text), scores, shown);
            }
        }
        return scores;
    }

    private static void sentence(String text, JsonNode spans, List<Replaced> found, Scores scores, boolean shown) {
        BitSet replaced = new BitSet();
        found.forEach(one -> replaced.set(one.start(), one.end()));
        BitSet labelled = new BitSet();
        for (JsonNode span : spans) {
            int start = text.offsetByCodePoints(0, span.get("start").intValue());
            int end = text.offsetByCodePoints(0, span.get("end").intValue());
            labelled.set(start, end);
            String type = span.get("type").stringValue();
            boolean recalled = covers(text, start, end, type, replaced);
            count(scores.all, recalled);
            count(scores.of(type), recalled);
            if (shown && !recalled) {
                System.out.println(
                        "missed " + type + ": " + text.substring(start, end).replace('\n', '|') + "   in "
                                + text.substring(Math.max(0, start - 30), Math.min(text.length(), end + 20))
                                        .replace('\n', '|'));
            }
        }
        for (Replaced one : found) {
            boolean right = labelled.get(one.start(), one.end()).cardinality() > 0;
            scores.all.found++;
            scores.all.right += right ? 1 : 0;
            Score score = scores.of(SAME_TYPE.containsValue(one.type()) ? "GPE" : one.type());
            score.found++;
            score.right += right ? 1 : 0;
            if (shown && !right) {
                System.out.println("wrong " + one.type() + ": "
                        + text.substring(one.start(), one.end()).replace('\n', '|') + "   in "
                        + text.replace('\n', '|'));
            }
        }
        BitSet both = (BitSet) labelled.clone();
        both.and(replaced);
        scores.characters.labelled += labelled.cardinality();
        scores.characters.recalled += both.cardinality();
        scores.characters.found += replaced.cardinality();
        scores.characters.right += both.cardinality();
    }

    private static void count(Score score, boolean recalled) {
        score.labelled++;
        score.recalled += recalled ? 1 : 0;
    }

    private static boolean covers(String text, int start, int end, String type, BitSet replaced) {
        int extension = type.equals("PHONE_NUMBER") ? text.substring(start, end).indexOf('x') : -1;
        int last = extension > 0 ? start + extension : end;
        for (int i = start; i < last; i++) {
            if (Character.isLetterOrDigit(text.charAt(i)) && !replaced.get(i)) {
                return false;
            }
        }
        return true;
    }

    private static void print(String title, Scores scores) {
        System.out.printf("%n%-24s %8s %8s %8s %10s %8s%n", title, "labelled", "recall", "found", "precision", "F2");
        scores.types.forEach(LabelledDataTest::print);
        print("all", scores.all);
        print("all, by characters", scores.characters);
    }

    private static void print(String type, Score score) {
        System.out.printf(
                Locale.ROOT,
                "%-24s %8d %8.3f %8d %10.3f %8.3f%n",
                type,
                score.labelled,
                score.recall(),
                score.found,
                score.precision(),
                score.f2());
    }

    @Test
    void default_labelledSentences_areFoundByForm() throws IOException {
        for (int half = 0; half < 2; half++) {
            Scores scores = measured(PolicyConfig.DEFAULT, half);
            print("default, " + (half == 0 ? "seen" : "unseen"), scores);
            for (String type : BY_FORM) {
                assertThat(scores.of(type).recall()).as(type + " recall").isGreaterThanOrEqualTo(0.99);
                assertThat(scores.of(type).precision()).as(type + " precision").isGreaterThan(0.95);
            }
            assertThat(scores.of("PHONE_NUMBER").recall())
                    .as("PHONE_NUMBER recall")
                    .isGreaterThanOrEqualTo(0.85);
            assertThat(scores.of("PHONE_NUMBER").precision())
                    .as("PHONE_NUMBER precision")
                    .isGreaterThan(0.9);
        }
    }

    @Test
    void strict_labelledSentences_areFoundBetterThanByPresidio() throws IOException {
        for (int half = 0; half < 2; half++) {
            Scores scores = measured(PolicyConfig.STRICT, half);
            print("strict, " + (half == 0 ? "seen" : "unseen"), scores);
            assertThat(scores.all.f2()).as("F2").isGreaterThan(0.7);
            assertThat(scores.of("PERSON").recall()).as("PERSON recall").isGreaterThan(0.7);
        }
    }
}
