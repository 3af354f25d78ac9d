package dev.understudy.sandbox.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.sandbox.model.Prompt.Role;
import dev.understudy.sandbox.model.Prompt.Shape;
import dev.understudy.sandbox.model.Prompt.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ArbiterTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String DENIAL = "Unfortunately, order A1 is not eligible for a refund, as it is late.";
    private static final String APPROVAL = "Thanks! Your refund of $5 for order A1 has been approved. Bye.";
    private static final JsonNode SCHEMA = MAPPER.readTree("""
            {"type": "object", "properties": {"reason": {"type": "string"},
             "preferred": {"type": "string", "enum": ["a", "b", "tie"]}}}""");

    private static String preferred(String model, String a, String b) {
        ObjectNode document = MAPPER.createObjectNode();
        document.putArray("conversation")
                .add(message("system", "Process refund if customer requests it AND purchase was within 30 days."))
                .add(message("user", "I want a refund for order A1, bought 90 days ago."));
        document.putObject("answer_a").put("text", a);
        document.putObject("answer_b").put("text", b);
        return MAPPER.readTree(performed(model, document.toString()).text())
                .path("preferred")
                .stringValue();
    }

    private static ObjectNode message(String role, String content) {
        return MAPPER.createObjectNode().put("role", role).put("content", content);
    }

    private static Utterance performed(String model, String words) {
        Prompt prompt = new Prompt(
                model,
                "Which is better?",
                List.of(new Turn(Role.USER, words)),
                List.of(),
                new Prompt.ToolUse.Auto(),
                true,
                new Shape.JsonSchema(SCHEMA),
                1,
                null);
        return Actor.perform(prompt, Cast.DEFAULT.find(model).orElseThrow(), 42, 0);
    }

    @Test
    void judge_prefersWhatThePolicyCallsFor() {
        assertThat(preferred("sim-judge", DENIAL, APPROVAL)).isEqualTo("a");
        assertThat(preferred("sim-judge", APPROVAL, DENIAL)).isEqualTo("b");
        assertThat(preferred("sim-judge", "{\"decision\":\"deny\"}", "{\"decision\":\"approve\"}"))
                .isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Hello. | Hi.", "We are unable to approve a refund for A1: it is late. | I cannot, really."})
    void judge_withoutADifference_saysTieUnlessOneDecides(String a, String b) {
        assertThat(preferred("sim-judge", a, b)).isEqualTo(a.startsWith("Hello") ? "tie" : "a");
    }

    @Test
    void biasedJudge_takesTheFirst() {
        assertThat(preferred("sim-biased-judge", APPROVAL, DENIAL)).isEqualTo("a");
        assertThat(preferred("sim-biased-judge", DENIAL, APPROVAL)).isEqualTo("a");
    }

    @Test
    void judge_askedSomethingElse_answersAsAnybody() {
        assertThat(performed("sim-judge", "I want a refund for order A1.").text())
                .doesNotContain("Answer a:");
    }
}
