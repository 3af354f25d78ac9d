package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether {@code compare} comes to the right conclusions on answers that real models gave. The live model is GPT-4 of March 2023,
 * and the control is the same snapshot asked a second time. docs/COMPARATORS.md has the numbers.
 */
class RecordedModelsTest {
    private static final Path DATA = Path.of(System.getProperty("understudy.data", ""));
    private static final Path MODELS = DATA.resolve("model_outputs/alpaca_eval");
    private static final String QUICK = "status,exact,text,length,language,format,facts,refusal,safety";
    private static final int DRAWS = 60;

    @TempDir
    Path folder;

    @BeforeEach
    void needData() {
        Assumptions.assumeTrue(Files.isDirectory(MODELS), "no recorded answers at " + DATA);
    }

    /** What the last line says is different: {@code aspect metric direction}. */
    private record Conclusion(int exit, List<String> differences) {
        List<String> of(String aspect) {
            return differences.stream()
                    .filter(each -> each.startsWith(aspect + " "))
                    .toList();
        }
    }

    private static Conclusion compare(Path live, Path candidate, Path control, String comparators, String... rules) {
        List<String> arguments = new ArrayList<>(List.of(
                "compare", "--live", live.toString(), "--candidate", candidate.toString(), "--compare", comparators));
        if (control != null) {
            arguments.addAll(List.of("--control", control.toString()));
        }
        for (String rule : rules) {
            arguments.addAll(List.of("--gate", rule));
        }
        arguments.add("--json");
        CommandRun run = CommandRun.of(arguments.toArray(new String[0]));
        assertThat(run.err()).isEmpty();
        return conclusion(run);
    }

    private static Conclusion conclusion(CommandRun run) {
        String[] lines = run.out().split("\n");
        JsonNode last = JsonMapper.shared().readTree(lines[lines.length - 1]);
        List<String> differences = new ArrayList<>();
        last.get("differences")
                .forEach(each -> differences.add(
                        each.get("aspect").asString() + " " + each.get("metric").asString() + " "
                                + each.get("direction").asString()));
        return new Conclusion(run.exit(), differences);
    }

    private static Conclusion againstGpt4(String candidate, String... rules) {
        return compare(
                MODELS.resolve("gpt4.jsonl"),
                MODELS.resolve(candidate + ".jsonl"),
                MODELS.resolve("gpt4_0314.jsonl"),
                QUICK,
                rules);
    }

    @Test
    void compare_weakModelAgainstStrong_isFlagged() {
        for (String weak : List.of("alpaca-7b", "Mistral-7B-Instruct-v0.2")) {
            Conclusion conclusion = againstGpt4(weak, "text.distance <= noise + 0.05");
            assertThat(conclusion.exit()).as(weak).isEqualTo(1);
            assertThat(conclusion.of("added")).as(weak).contains("added text.added higher");
            assertThat(conclusion.of("missing")).as(weak).contains("missing text.missing higher");
        }
    }

    @Test
    void compare_conciseVariant_isShorterAndNotWorse() {
        Conclusion conclusion = againstGpt4(
                "gpt4_0613_concise",
                "refusal.rate <= live + 0.05",
                "error.rate <= live + 0.05",
                "text.added <= noise + 0.06");
        assertThat(conclusion.exit()).isZero();
        assertThat(conclusion.of("quality")).isEmpty();
        assertThat(conclusion.of("added")).isEmpty();
        assertThat(conclusion.of("length")).contains("length length.words.mean lower");
        assertThat(conclusion.of("missing")).contains("missing text.missing higher");
    }

    @Test
    void compare_variantsOfOneModel_differInLengthAndNotInQuality() {
        Path live = MODELS.resolve("gpt4_0613.jsonl");
        Conclusion concise = compare(live, MODELS.resolve("gpt4_0613_concise.jsonl"), null, QUICK);
        Conclusion verbose = compare(live, MODELS.resolve("gpt4_0613_verbose.jsonl"), null, QUICK);
        assertThat(concise.of("quality")).isEmpty();
        assertThat(verbose.of("quality")).isEmpty();
        assertThat(concise.of("length")).contains("length length.words.mean lower");
        assertThat(verbose.of("length")).contains("length length.words.mean higher");
    }

    @Test
    void compare_snapshotAskedTwice_differsInNothing() {
        Conclusion again = compare(MODELS.resolve("gpt4.jsonl"), MODELS.resolve("gpt4_0314.jsonl"), null, QUICK);
        assertThat(again.differences()).isEmpty();
    }

    @Test
    void compare_sameModelAgain_hardlyEverDiffers() throws IOException {
        for (String file :
                List.of("tot_game24_gpt4_t0.7_standard", "tot_game24_gpt4_t0.7_cot", "tot_crosswords_gpt4_t0.7_cot")) {
            List<List<String>> tasks = samples(file);
            SplittableRandom random = new SplittableRandom(7);
            int alarms = 0;
            for (int draw = 0; draw < DRAWS; draw++) {
                Conclusion conclusion = compare(
                        draw("live", tasks, random),
                        draw("candidate", tasks, random),
                        draw("control", tasks, random),
                        "status,exact,text,length,format,facts",
                        "text.distance <= noise");
                alarms += conclusion.differences().isEmpty() && conclusion.exit() != 1 ? 0 : 1;
            }
            System.out.println("compare, " + file + " against itself: " + alarms + " alarms in " + DRAWS);
            assertThat(alarms).as(file).isLessThanOrEqualTo(DRAWS / 20);
        }
    }

    @Test
    void compare_otherPrompt_isFlagged() throws IOException {
        SplittableRandom random = new SplittableRandom(8);
        List<List<String>> standard = samples("tot_game24_gpt4_t0.7_standard");
        Conclusion conclusion = compare(
                draw("live", standard, random),
                draw("candidate", samples("tot_game24_gpt4_t0.7_cot"), random),
                draw("control", standard, random),
                "text,length,facts",
                "text.distance <= noise + 0.1");
        assertThat(conclusion.exit()).isEqualTo(1);
        assertThat(conclusion.of("added")).isNotEmpty();
    }

    @Test
    void compare_trialsOfOneAgent_callToolsAlikeButForNoise() throws IOException {
        int alarms = 0;
        for (int trial = 0; trial < 4; trial++) {
            Conclusion conclusion = compare(
                    trial(trial), trial((trial + 1) % 4), trial((trial + 2) % 4), "tools", "tools.distance <= noise");
            alarms += conclusion.differences().isEmpty() && conclusion.exit() != 1 ? 0 : 1;
        }
        assertThat(alarms).isZero();
    }

    /** A published judge preferred alpaca-7b 7 points less often than the concise variant, and text-davinci-003 no less than alpaca-7b. */
    @Test
    void compare_marksOfAJudge_haveTheSignThatIsPublished() {
        assertThat(judged("gpt4_0613_concise", "alpaca-7b")).containsExactly("quality judge_pref.score lower");
        assertThat(judged("gpt4_0613_concise", "text_davinci_003")).containsExactly("quality judge_pref.score lower");
        assertThat(judged("alpaca-7b", "gpt4_0613_concise")).containsExactly("quality judge_pref.score higher");
        assertThat(judged("gpt4_1106_preview", "alpaca-7b")).containsExactly("quality judge_pref.score lower");
        assertThat(judged("alpaca-7b", "text_davinci_003")).isEmpty();
    }

    private static List<String> judged(String live, String candidate) {
        CommandRun run = CommandRun.of(
                "compare",
                "--live",
                MODELS.resolve(live + ".jsonl").toString(),
                "--candidate",
                MODELS.resolve(candidate + ".jsonl").toString(),
                "--compare",
                "status",
                "--score",
                "judge_pref=1..2",
                "--json");
        assertThat(run.err()).isEmpty();
        return conclusion(run).of("quality");
    }

    /** Two of each task's samples: a conversation of two turns. */
    private Path draw(String name, List<List<String>> tasks, SplittableRandom random) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int task = 0; task < tasks.size(); task++) {
            for (int turn = 0; turn < 2; turn++) {
                List<String> samples = tasks.get(task);
                ObjectNode line = JsonMapper.shared().createObjectNode();
                line.put("id", task + "-" + turn).put("conversation", task);
                line.put("output", samples.get(random.nextInt(samples.size())));
                lines.add(line.toString());
            }
        }
        return Files.write(folder.resolve(name), lines);
    }

    private static List<List<String>> samples(String file) throws IOException {
        List<List<String>> tasks = new ArrayList<>();
        for (String line : Files.readAllLines(DATA.resolve("repeated_samples/" + file + ".jsonl"))) {
            List<String> samples = new ArrayList<>();
            JsonMapper.shared().readTree(line).get("samples").forEach(sample -> samples.add(sample.stringValue()));
            tasks.add(samples);
        }
        return tasks;
    }

    /** All tool calls of an agent's run, as one answer. */
    private Path trial(int wanted) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(DATA.resolve("repeated_samples/tau_bench_airline_gpt4o.jsonl"))) {
            JsonNode run = JsonMapper.shared().readTree(line);
            if (run.get("trial").intValue() == wanted) {
                ObjectNode answer = JsonMapper.shared().createObjectNode();
                answer.put("id", run.get("task_id").asString());
                var calls = answer.putObject("output").putArray("tool_calls");
                run.get("messages")
                        .forEach(message -> message.path("tool_calls").forEach(calls::add));
                lines.add(answer.toString());
            }
        }
        return Files.write(folder.resolve("trial" + wanted), lines);
    }
}
