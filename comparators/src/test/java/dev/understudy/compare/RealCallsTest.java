package dev.understudy.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.exchange.Arm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tool calls of a public benchmark: the same in another order and dress, and with one value changed. */
class RealCallsTest {
    private static final Comparator TOOLS = Answers.comparator("tools");
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Path FILE =
            Path.of(System.getProperty("understudy.data", ""), "tool_calling", "bfcl_v4_sample.jsonl");

    private final List<List<String>> answers = new ArrayList<>();

    @BeforeEach
    void read() throws IOException {
        Assumptions.assumeTrue(Files.isRegularFile(FILE), "no recorded calls at " + FILE);
        for (String line : Files.readAllLines(FILE)) {
            JsonNode truth = MAPPER.readTree(line).path("ground_truth");
            List<String> calls = new ArrayList<>();
            for (JsonNode call : truth) {
                Map.Entry<String, JsonNode> only = call.properties().iterator().next();
                calls.add(only.getKey());
                calls.add(arguments(only.getValue()).toString());
            }
            if (!calls.isEmpty()) {
                answers.add(calls);
            }
        }
        assertThat(answers).hasSizeGreaterThan(400);
    }

    @Test
    void tools_reorderedAndRespelt_matchesAlways() {
        for (List<String> calls : answers) {
            List<String> other = new ArrayList<>();
            for (int i = calls.size() - 2; i >= 0; i -= 2) {
                other.add(calls.get(i));
                other.add(reversedMembers(calls.get(i + 1)).toPrettyString());
            }
            assertThat(compare(calls, other).result()).as(calls.toString()).isEqualTo("match");
        }
    }

    @Test
    void tools_oneValueChanged_isAlwaysSeenAndNamed() {
        int changed = 0;
        for (List<String> calls : answers) {
            ObjectNode arguments = (ObjectNode) MAPPER.readTree(calls.get(1));
            if (arguments.isEmpty()) {
                continue;
            }
            String name = arguments.propertyNames().iterator().next();
            List<String> other = new ArrayList<>(calls);
            other.set(1, arguments.deepCopy().put(name, "something else").toString());
            Comparison comparison = compare(calls, other);
            assertThat(comparison.result()).as(calls.toString()).isEqualTo("mismatch");
            assertThat(comparison.explanation()).contains(calls.get(0) + ": $", "\"something else\"");
            changed++;
        }
        assertThat(changed).isGreaterThan(400);
    }

    /** Of the values that the benchmark allows for an argument the first; an empty one says that it may be left out. */
    private static ObjectNode arguments(JsonNode allowed) {
        ObjectNode arguments = MAPPER.createObjectNode();
        allowed.properties().forEach(argument -> {
            JsonNode first = argument.getValue().path(0);
            if (!first.isMissingNode()
                    && !(first.isString() && first.stringValue().isEmpty())) {
                arguments.set(argument.getKey(), first);
            }
        });
        return arguments;
    }

    private static ObjectNode reversedMembers(String arguments) {
        List<Map.Entry<String, JsonNode>> members =
                new ArrayList<>(MAPPER.readTree(arguments).properties());
        Collections.reverse(members);
        ObjectNode reversed = MAPPER.createObjectNode();
        members.forEach(member -> reversed.set(member.getKey(), member.getValue()));
        return reversed;
    }

    private static Comparison compare(List<String> live, List<String> other) {
        return TOOLS.compare(
                Answers.REQUEST,
                Answers.calling(Arm.LIVE, live.toArray(String[]::new)),
                Answers.calling(Arm.CANDIDATE, other.toArray(String[]::new)));
    }
}
