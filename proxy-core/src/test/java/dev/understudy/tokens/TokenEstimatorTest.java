package dev.understudy.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.NeedsRecordedData;
import dev.understudy.dialect.Recorded;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEstimatorTest {
    private final TokenEstimator estimator = new TokenEstimator();

    @ParameterizedTest
    @CsvSource({
        "gpt-4o-mini-2024-07-18,O200K_BASE",
        "gpt-4.1-nano,O200K_BASE",
        "gpt-5-mini,O200K_BASE",
        "o3,O200K_BASE",
        "openai/gpt-4o,O200K_BASE",
        "gpt-4-turbo,CL100K_BASE",
        "GPT-4,CL100K_BASE",
        "gpt-35-turbo,CL100K_BASE",
        "text-embedding-3-small,CL100K_BASE",
        "claude-sonnet-4-5,O200K_BASE",
        ",O200K_BASE",
    })
    void encoding_model_found(String model, String encoding) {
        assertThat(Encodings.of(model).name()).isEqualTo(encoding);
    }

    @Test
    void estimate_wholeAnswer_countsEverythingSaid() {
        Completion completion = new Completion(
                "hello world",
                "hm",
                null,
                List.of(new ToolCall("c", "f", "{\"a\":1}")),
                null,
                "gpt-4o",
                null,
                null,
                0,
                0);
        GenerationRequest request = request(List.of(
                new Turn(Role.USER, List.of(new Part.Text("hello world"))),
                new Turn(
                        Role.USER,
                        List.of(new Part.ToolResult("c", null, List.of(new Part.Text("hello")), false, Extras.NONE)))));

        Usage usage = estimator.estimate(request, completion, "gpt-4o");

        // "hello world" is two tokens, "hm" one or two, {"a":1} five, f one.
        assertThat(usage.outputTokens()).isBetween(8L, 11L);
        assertThat(usage.reasoningTokens()).isBetween(1L, 2L);
        assertThat(usage.inputTokens()).isEqualTo(4 + 2 + 4 + 1 + toolTokens());
        assertThat(usage.estimated()).isTrue();
        assertThat(usage.cachedInputTokens()).isNull();
        assertThat(estimator.estimate(null, completion, null).inputTokens()).isNull();
    }

    private long toolTokens() {
        Tally tally = new Tally(
                com.knuddels.jtokkit.Encodings.newLazyEncodingRegistry()
                        .getEncoding(com.knuddels.jtokkit.api.EncodingType.O200K_BASE),
                new CountedTexts());
        tally.add("lookup");
        tally.add("{\"type\":\"object\"}");
        return 4 + tally.total();
    }

    @Test
    void estimate_hugeTexts_likeTheirBeginning() {
        String prose = "The quick brown fox jumps over the lazy dog. ";
        long one = output(prose.repeat(1_000));

        assertThat((double) output(prose.repeat(100_000)) / 100).isCloseTo(one, withinPercentage(2));
        assertThat(output("a".repeat(3_000_000))).isPositive();
        assertThat(output("\ud83d\ude00".repeat(100_000) + "\ud83d")).isPositive();
        assertThat(output("")).isZero();
    }

    private long output(String text) {
        Completion completion = new Completion(text, null, null, List.of(), null, null, null, null, 0, 0);
        return estimator.estimate(null, completion, "gpt-4o").outputTokens();
    }

    @Test
    @NeedsRecordedData
    void estimate_recordedChatsWithOpenAi_closeToWhatWasReported() {
        List<Double> ratios = new ArrayList<>();
        for (Recorded.Exchange exchange : Recorded.exchanges("chat.completions", "responses")) {
            Completion completion = Dialects.named(
                            exchange.api().equals("responses") ? "openai-responses" : "openai-chat")
                    .response(
                            exchange.status(), Headers.of("content-type", exchange.contentType()), exchange.response())
                    .completion();
            String model = completion.model();
            boolean plain = model != null
                    && model.startsWith("gpt-")
                    && completion.usage() != null
                    && Long.valueOf(0).equals(completion.usage().reasoningTokens())
                    && completion.toolCalls().isEmpty()
                    && completion.text() != null;
            if (plain && completion.usage().outputTokens() > 20) {
                Usage estimated = estimator.estimate(null, completion, model);
                ratios.add(
                        (double) estimated.outputTokens() / completion.usage().outputTokens());
            }
        }
        assertThat(ratios).hasSizeGreaterThan(5);
        assertThat(ratios.stream().sorted().skip(ratios.size() / 2).findFirst().orElseThrow())
                .isCloseTo(1.0, withinPercentage(5));
    }

    private static GenerationRequest request(List<Turn> turns) {
        Tool tool = new Tool.Function(
                "lookup",
                null,
                Json.object("{\"type\":\"object\"}".getBytes(StandardCharsets.UTF_8)),
                null,
                Extras.NONE);
        return new GenerationRequest(
                "openai-chat",
                "m",
                false,
                turns,
                List.of(tool),
                null,
                null,
                null,
                Sampling.NONE,
                null,
                null,
                Extras.NONE);
    }
}
