package dev.understudy.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Text and exact on answers of real models: do they rank pairs of models as people would? */
class RealAnswersTest {
    private static final Comparator TEXT = Answers.comparator("text");
    private static final Comparator EXACT = Answers.comparator("exact");
    private static final Path DATA = Path.of(System.getProperty("understudy.data", ""));

    /** Shares of all pairs, and quartiles of the text divergence. */
    private record Row(String pair, int count, double exact, double textMatches, double mean, double[] quartiles) {
        String line() {
            return String.format(
                    Locale.ROOT,
                    "%-44s %5d  exact %.3f  text match %.3f  divergence mean %.3f  quartiles %.3f %.3f %.3f",
                    pair,
                    count,
                    exact,
                    textMatches,
                    mean,
                    quartiles[0],
                    quartiles[1],
                    quartiles[2]);
        }
    }

    @BeforeEach
    void needData() {
        Assumptions.assumeTrue(Files.isDirectory(DATA.resolve("model_outputs")), "no recorded answers at " + DATA);
    }

    @Test
    void text_modelPairs_areRankedByKinship() throws IOException {
        Map<Integer, String> gpt4 = outputs("gpt4");
        Row sameSnapshot = pair("gpt4 ~ gpt4_0314 (same snapshot)", gpt4, outputs("gpt4_0314"));
        Row nextSnapshot = pair("gpt4 ~ gpt4_0613 (next snapshot)", gpt4, outputs("gpt4_0613"));
        Row otherModel = pair("gpt4 ~ Mistral-7B (other model)", gpt4, outputs("Mistral-7B-Instruct-v0.2"));
        Row weak = pair("gpt4 ~ alpaca-7b (weak model)", gpt4, outputs("alpaca-7b"));
        Row otherPrompt =
                pair("gpt4_0613 ~ concise (other prompt)", outputs("gpt4_0613"), outputs("gpt4_0613_concise"));
        print(List.of(sameSnapshot, nextSnapshot, otherModel, weak, otherPrompt));
        assertThat(sameSnapshot.mean()).isLessThan(nextSnapshot.mean());
        assertThat(nextSnapshot.mean()).isLessThan(otherModel.mean());
        assertThat(otherModel.mean()).isLessThan(weak.mean());
    }

    @Test
    void text_promptChange_isFartherThanTheSamePromptAgain() throws IOException {
        List<List<String>> standard = samples("tot_game24_gpt4_t0.7_standard");
        List<List<String>> thinking = samples("tot_game24_gpt4_t0.7_cot");
        List<Row> rows = List.of(
                sampled("game24 standard ~ standard (A/A)", standard, standard),
                sampled("game24 chain of thought ~ same (A/A)", thinking, thinking),
                sampled("game24 standard ~ chain of thought (A/B)", standard, thinking));
        print(rows);
        assertThat(rows.get(2).mean())
                .isGreaterThan(rows.get(0).mean())
                .isGreaterThan(rows.get(1).mean());
    }

    /** The set states how many answers of each pair of models are equal as strings; ours forgives white space. */
    @Test
    void exact_everyPublishedPair_agreesWithTheCountOfOthers() throws IOException {
        List<String> lines = Files.readAllLines(DATA.resolve("model_outputs/alpaca_eval/pair_truth.csv"));
        Map<String, Map<Integer, String>> outputs = new LinkedHashMap<>();
        int checked = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            for (String model : List.of(cells[0], cells[1])) {
                if (!outputs.containsKey(model)) {
                    outputs.put(model, outputs(model));
                }
            }
            Row row = pair(cells[0] + " ~ " + cells[1], outputs.get(cells[0]), outputs.get(cells[1]));
            double published = Double.parseDouble(cells[3]);
            assertThat(row.exact()).as(line).isBetween(published - 0.0001, published + 0.005);
            checked++;
        }
        assertThat(checked).isGreaterThan(20);
    }

    private static Row pair(String name, Map<Integer, String> live, Map<Integer, String> candidate) {
        List<String[]> pairs = new ArrayList<>();
        live.forEach((id, text) -> {
            String other = candidate.get(id);
            if (other != null) {
                pairs.add(new String[] {text, other});
            }
        });
        return row(name, pairs);
    }

    /** Two samples of each task; another of the same task where both come from one list. */
    private static Row sampled(String name, List<List<String>> live, List<List<String>> candidate) {
        List<String[]> pairs = new ArrayList<>();
        for (int task = 0; task < Math.min(live.size(), candidate.size()); task++) {
            for (int i = 0; i + 1 < 20; i += 2) {
                pairs.add(
                        new String[] {live.get(task).get(i), candidate.get(task).get(i + 1)});
            }
        }
        return row(name, pairs);
    }

    private static Row row(String name, List<String[]> pairs) {
        double[] divergences = new double[pairs.size()];
        int exact = 0;
        int matches = 0;
        for (int i = 0; i < divergences.length; i++) {
            Answer live = Answers.live(pairs.get(i)[0]);
            Answer candidate = Answers.saying(Arm.CANDIDATE, pairs.get(i)[1]);
            exact += EXACT.compare(Answers.REQUEST, live, candidate).result().equals("match") ? 1 : 0;
            Comparison text = TEXT.compare(Answers.REQUEST, live, candidate);
            matches += text.result().equals("match") ? 1 : 0;
            divergences[i] = text instanceof Comparison.NotComparable ? 0 : Answers.divergence(text);
        }
        Arrays.sort(divergences);
        int count = divergences.length;
        double[] quartiles = {divergences[count / 4], divergences[count / 2], divergences[count * 3 / 4]};
        return new Row(
                name,
                count,
                (double) exact / count,
                (double) matches / count,
                Arrays.stream(divergences).average().orElseThrow(),
                quartiles);
    }

    private static Map<Integer, String> outputs(String model) throws IOException {
        Map<Integer, String> outputs = new LinkedHashMap<>();
        for (JsonNode line : lines(DATA.resolve("model_outputs/alpaca_eval/" + model + ".jsonl"))) {
            outputs.put(line.get("id").intValue(), line.get("output").stringValue());
        }
        Assertions.assertThat(outputs).hasSizeGreaterThan(300);
        return outputs;
    }

    private static List<List<String>> samples(String file) throws IOException {
        List<List<String>> tasks = new ArrayList<>();
        for (JsonNode line : lines(DATA.resolve("repeated_samples/" + file + ".jsonl"))) {
            List<String> samples = new ArrayList<>();
            line.get("samples").forEach(sample -> samples.add(sample.stringValue()));
            tasks.add(samples);
        }
        return tasks;
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(JsonMapper.shared().readTree(line));
        }
        return lines;
    }

    private static void print(List<Row> rows) {
        rows.forEach(row -> System.out.println(row.line()));
    }
}
