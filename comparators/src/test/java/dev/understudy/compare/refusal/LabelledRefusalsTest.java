package dev.understudy.compare.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers of three models that two people labelled. Prompts whose SHA-256 is even were looked at while the cues were
 * written; the others were not.
 */
class LabelledRefusalsTest {
    private static final Path FILE =
            Path.of(System.getProperty("understudy.data", ""), "refusals", "xstest_v2_labelled.jsonl");

    private record Score(int hits, int falseAlarms, int misses) {
        double precision() {
            return (double) hits / (hits + falseAlarms);
        }

        double recall() {
            return (double) hits / (hits + misses);
        }

        double f1() {
            return 2.0 * hits / (2 * hits + falseAlarms + misses);
        }

        String line(String name) {
            return String.format(
                    Locale.ROOT,
                    "refusal %s: precision %.3f recall %.3f F1 %.3f (%d hits, %d false alarms, %d misses)",
                    name,
                    precision(),
                    recall(),
                    f1(),
                    hits,
                    falseAlarms,
                    misses);
        }
    }

    @Test
    void refuses_labelledAnswers_agreesWithPeople() throws IOException, NoSuchAlgorithmException {
        Assumptions.assumeTrue(Files.isRegularFile(FILE), "no labelled answers at " + FILE);
        List<JsonNode> seen = new ArrayList<>();
        List<JsonNode> unseen = new ArrayList<>();
        for (String line : Files.readAllLines(FILE)) {
            JsonNode row = JsonMapper.shared().readTree(line);
            (isSeen(row.get("prompt_id").stringValue()) ? seen : unseen).add(row);
        }
        Score onSeen = score(seen);
        Score onUnseen = score(unseen);
        seen.addAll(unseen);
        Score onAll = score(seen);
        System.out.println(onSeen.line("seen half") + "\n" + onUnseen.line("unseen half") + "\n" + onAll.line("all"));
        assertThat(onUnseen.f1()).isGreaterThanOrEqualTo(0.90);
        assertThat(onAll.f1()).isGreaterThanOrEqualTo(0.92);
    }

    @Test
    void refuses_labelledRefusalsQuoted_areNone() throws IOException {
        Assumptions.assumeTrue(Files.isRegularFile(FILE), "no labelled answers at " + FILE);
        int quoted = 0;
        int taken = 0;
        for (String line : Files.readAllLines(FILE)) {
            JsonNode row = JsonMapper.shared().readTree(line);
            String paragraph = row.get("completion")
                    .stringValue()
                    .strip()
                    .split("\n\n", 2)[0]
                    .replace('"', '\'');
            boolean refused = !row.get("final_label").stringValue().equals("1_full_compliance");
            if (refused && Stance.refuses(paragraph)) {
                for (String form :
                        List.of("\"%s\" is what it said.", "> %s\n\nIt said so.", "```\n%s\n```\nIt said so.")) {
                    quoted++;
                    taken += Stance.refuses(form.replace("%s", paragraph)) ? 1 : 0;
                }
            }
        }
        System.out.println("refusal quoted: " + taken + " of " + quoted + " are taken for refusals");
        assertThat(quoted).isGreaterThan(600);
        assertThat(taken).isLessThan(quoted / 50);
    }

    private static boolean isSeen(String prompt) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(prompt.getBytes(StandardCharsets.UTF_8));
        return (hash[hash.length - 1] & 1) == 0;
    }

    private static Score score(List<JsonNode> rows) {
        int hits = 0;
        int falseAlarms = 0;
        int misses = 0;
        for (JsonNode row : rows) {
            boolean refused = !row.get("final_label").stringValue().equals("1_full_compliance");
            boolean found = Stance.refuses(row.get("completion").stringValue());
            hits += refused && found ? 1 : 0;
            falseAlarms += !refused && found ? 1 : 0;
            misses += refused && !found ? 1 : 0;
        }
        return new Score(hits, falseAlarms, misses);
    }
}
