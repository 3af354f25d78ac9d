package dev.understudy.compare.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recorded answers of models: what changes places in them, and what they say in another order only. */
class RecordedQuantitiesTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("understudy.data", ""), "model_outputs", "alpaca_eval");
    /** Of two digits at least: single ones number lists. */
    private static final Pattern PLAIN_NUMBER = Pattern.compile("(?<![\\w.,:/$€£-])\\d{2,4}(?![\\w%:/-]|[.,]\\d)");

    @BeforeAll
    static void hasData() {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), "no recorded answers at " + FOLDER);
    }

    @Test
    void between_answersOfOneModelAndItsVariants_nothingChangedPlaces() throws IOException {
        assertThat(exchanged("gpt4", "gpt4_0314")).isZero();
        assertThat(exchanged("gpt4_0613", "gpt4_0613_verbose")).isZero();
        assertThat(exchanged("gpt4_0613", "gpt4_0613_concise")).isZero();
        assertThat(exchanged("gpt4_0613", "gpt4")).isZero();
    }

    @Test
    void between_answersWithTwoNumbersSwapped_mostAreSeen() throws IOException {
        Random random = new Random(7);
        int swapped = 0;
        int seen = 0;
        for (String text : answers("gpt4_1106_preview").values()) {
            Facts facts = Facts.of(text);
            List<MatchResult> numbers = new ArrayList<>(PLAIN_NUMBER
                    .matcher(text)
                    .results()
                    .filter(number -> isStatedOnce(facts, new Fact(FactKind.NUMBER, number.group())))
                    .toList());
            Collections.shuffle(numbers, random);
            for (int i = 0; i + 1 < numbers.size(); i += 2) {
                Facts other = Facts.of(swapped(text, numbers.get(i), numbers.get(i + 1)));
                if (other.stated().equals(facts.stated())) {
                    swapped++;
                    seen += isExchanged(FactDifferences.between(facts, other)) ? 1 : 0;
                }
            }
        }
        System.out.println("facts: " + seen + " of " + swapped + " swaps are seen");
        assertThat(swapped).isGreaterThan(50);
        assertThat(seen).isGreaterThan(swapped * 6 / 10);
    }

    private static boolean isStatedOnce(Facts facts, Fact number) {
        return facts.stated().contains(number) && facts.isStatedOnce(number);
    }

    private static String swapped(String text, MatchResult one, MatchResult another) {
        MatchResult first = one.start() < another.start() ? one : another;
        MatchResult second = first == one ? another : one;
        return text.substring(0, first.start())
                + second.group()
                + text.substring(first.end(), second.start())
                + first.group()
                + text.substring(second.end());
    }

    private static int exchanged(String live, String other) throws IOException {
        Map<String, String> others = answers(other);
        int exchanged = 0;
        for (Map.Entry<String, String> answer : answers(live).entrySet()) {
            Facts facts = Facts.of(answer.getValue());
            Facts theirs = Facts.of(others.getOrDefault(answer.getKey(), ""));
            exchanged += isExchanged(FactDifferences.between(facts, theirs)) ? 1 : 0;
        }
        return exchanged;
    }

    private static boolean isExchanged(FactDifferences differences) {
        return differences.liveOnly().stream()
                .anyMatch(fact -> fact.kind().isQuantity() && fact.value().contains(": "));
    }

    private static Map<String, String> answers(String model) throws IOException {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String line : Files.readAllLines(FOLDER.resolve(model + ".jsonl"))) {
            JsonNode row = JsonMapper.shared().readTree(line);
            answers.put(row.get("id").asString(), row.get("output").stringValue());
        }
        return answers;
    }
}
