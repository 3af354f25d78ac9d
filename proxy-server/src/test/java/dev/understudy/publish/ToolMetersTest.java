package dev.understudy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Tool;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToolMetersTest {
    private final Metrics metrics = new Metrics();

    @BeforeEach
    void configure() {
        metrics.configure(Fixtures.config(List.of("openai"), "refunds"));
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void toolsAsked_offeredAndInvented_areToldApartByArm() {
        metrics.toolsAsked(
                exchange(request("refund"), List.of("refund"), List.of("refund", "wire_money", "wire_money")));

        assertThat(calls())
                .contains(
                        "understudy_arm_tool_calls_total{shadow=\"refunds\",arm=\"live\",tool=\"declared\",} 1.0",
                        "understudy_arm_tool_calls_total{shadow=\"refunds\",arm=\"candidate\",tool=\"declared\",} 1.0",
                        "understudy_arm_tool_calls_total{shadow=\"refunds\",arm=\"candidate\",tool=\"undeclared\",} 2.0")
                .noneMatch(line -> line.contains("wire_money"));
    }

    @Test
    void toolsAsked_requestThatNobodyCanRead_isUnknown() {
        metrics.toolsAsked(exchange(null, List.of(), List.of("refund")));

        assertThat(calls())
                .contains(
                        "understudy_arm_tool_calls_total{shadow=\"refunds\",arm=\"candidate\",tool=\"unknown\",} 1.0");
    }

    private static GenerationRequest request(String tool) {
        return new GenerationRequest(
                "openai-chat",
                "m",
                false,
                List.of(),
                List.of(new Tool.Function(tool, null, null, null, Extras.NONE)),
                null,
                null,
                null,
                Sampling.NONE,
                null,
                null,
                Extras.NONE);
    }

    private static Exchange exchange(GenerationRequest request, List<String> live, List<String> candidate) {
        Exchange plain = Fixtures.exchange("refunds");
        return new Exchange(
                plain.id(),
                plain.route(),
                plain.shadow(),
                plain.at(),
                plain.conversation(),
                plain.stratum(),
                request == null ? plain.asked() : Asked.of(plain.request(), request),
                asking(plain.live(), live),
                asking(plain.candidate(), candidate),
                null);
    }

    private static Answer asking(Answer answer, List<String> tools) {
        Completion said = answer.completion();
        return answer.withCompletion(new Completion(
                said.text(),
                null,
                null,
                tools.stream().map(name -> new ToolCall("id", name, "{}")).toList(),
                said.finishReason(),
                said.model(),
                said.usage(),
                null,
                0,
                0));
    }

    private List<String> calls() {
        return new String(metrics.scrape(null).body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("understudy_arm_tool_calls_total{"))
                .toList();
    }
}
