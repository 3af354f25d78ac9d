package dev.understudy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparators;
import dev.understudy.compare.ExchangeComparisons;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Stratum;
import dev.understudy.exchange.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Samples of one model, asked the same again and again: real noise. A task is a conversation, its draws are its turns. */
class RepeatedSamplesTest {
    private static final Path DATA = Path.of(System.getProperty("understudy.data", ""));
    private static final int RUNS = 200;
    private static final int DRAWS = 4;

    private final List<Comparator> comparators =
            Comparators.from(List.of(ComparatorConfig.named("text"), ComparatorConfig.named("exact")));

    @BeforeEach
    void needData() {
        Assumptions.assumeTrue(Files.isDirectory(DATA.resolve("repeated_samples")), "no recorded answers at " + DATA);
    }

    @Test
    void sameModelAgain_isHardlyEverCalledDifferent() throws IOException {
        List<List<String>> samples = samples("tot_game24_gpt4_t0.7_standard");
        Gate gate = Turns.gate("text.distance <= noise", "exact.mismatch.rate <= noise");
        SplittableRandom random = new SplittableRandom(1);
        int alarms = 0;
        for (int run = 0; run < RUNS; run++) {
            Verdict verdict = verdict(gate, samples, samples, random);
            alarms += verdict.decision() == Decision.FAIL ? 1 : 0;
        }
        System.out.println("repeated samples, A/A: " + alarms + " of " + RUNS + " called different");
        assertThat(alarms).isLessThanOrEqualTo(RUNS / 20);
    }

    @Test
    void otherPrompt_isCalledDifferent() throws IOException {
        List<List<String>> standard = samples("tot_game24_gpt4_t0.7_standard");
        List<List<String>> thinking = samples("tot_game24_gpt4_t0.7_cot");
        Verdict verdict =
                verdict(Turns.gate("text.distance <= noise + 0.1"), standard, thinking, new SplittableRandom(2));
        System.out.println("repeated samples, other prompt: "
                + verdict.rules().get(0).bounds().get(0).estimate() + " "
                + verdict.rules().get(0).bounds().get(0).interval());
        assertThat(verdict.decision()).isEqualTo(Decision.FAIL);
    }

    private Verdict verdict(Gate gate, List<List<String>> live, List<List<String>> candidate, SplittableRandom random) {
        ExchangeComparisons comparisons = new ExchangeComparisons(comparators);
        Evidence evidence = Turns.evidence(gate);
        for (int task = 0; task < Math.min(live.size(), candidate.size()); task++) {
            for (int draw = 0; draw < DRAWS; draw++) {
                Exchange exchange = exchange(
                        "task" + task,
                        any(live.get(task), random),
                        any(candidate.get(task), random),
                        any(live.get(task), random));
                evidence.add(new Turn(
                        exchange.conversation(), exchange.at(), exchange.stratum(), comparisons.compare(exchange)));
            }
        }
        evidence.closeAll();
        return Verdict.of(gate, evidence, Coverage.unknown());
    }

    private static String any(List<String> samples, SplittableRandom random) {
        return samples.get(random.nextInt(samples.size()));
    }

    private static Exchange exchange(String conversation, String live, String candidate, String control) {
        return new Exchange(
                "id",
                "route",
                "shadow",
                Turns.NOON,
                conversation,
                Stratum.NORMAL,
                Asked.of(JsonMapper.shared().createObjectNode()),
                answer(Arm.LIVE, live),
                answer(Arm.CANDIDATE, candidate),
                answer(Arm.CONTROL, control));
    }

    private static Answer answer(Arm arm, String text) {
        Completion completion = new Completion(text, null, null, List.of(), null, null, null, null, 0, 0);
        return new Answer(arm, 200, false, completion, new Timing(1_000_000, 1L, null, new long[0]), Ending.COMPLETE);
    }

    private static List<List<String>> samples(String file) throws IOException {
        List<List<String>> tasks = new ArrayList<>();
        for (String line : Files.readAllLines(DATA.resolve("repeated_samples/" + file + ".jsonl"))) {
            JsonNode task = JsonMapper.shared().readTree(line);
            List<String> samples = new ArrayList<>();
            task.get("samples").forEach(sample -> samples.add(sample.stringValue()));
            tasks.add(samples);
        }
        return tasks;
    }
}
