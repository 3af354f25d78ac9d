package dev.understudy.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.assembly.MatrixRequests.Question;
import dev.understudy.assembly.MatrixRequests.Wire;
import dev.understudy.assembly.MatrixRun.Met;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.compare.Comparison;
import dev.understudy.dialect.Dialects;
import dev.understudy.sandbox.simulator.SeenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each of the four main dialects as live and as candidate, streamed and not, through the running proxy: the same answer
 * is the same on every wire, another one is another.
 */
class TranslationMatrixTest {
    private static final String AMOUNT_AND_ORDER = "{\"order_id\":\"%s\",\"amount\":40}";

    @TempDir
    static Path folder;

    private static MatrixRun run;

    @BeforeAll
    static void askEverythingOnce() throws Exception {
        run = new MatrixRun(folder);
        for (Wire wire : Wire.values()) {
            for (Question question : Question.values()) {
                for (boolean streamed : new boolean[] {false, true}) {
                    var answer = run.ask(wire, question, streamed);
                    assertThat(answer.statusCode())
                            .as("%s %s: %s", wire, question, answer.body())
                            .isEqualTo(200);
                }
            }
        }
        await().atMost(Duration.ofSeconds(60)).until(run::complete);
    }

    @AfterAll
    static void stop() {
        run.close();
    }

    static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (Wire live : Wire.values()) {
            for (Wire candidate : Wire.values()) {
                pairs.add(Arguments.of(live, candidate, false));
                pairs.add(Arguments.of(live, candidate, true));
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void sameWords_doNotDiverge(Wire live, Wire candidate, boolean streamed) {
        Met met = run.met(live, candidate, false, Question.WORDS, streamed);

        assertSameWords(met);
        assertThat(met.candidate().text()).isEqualTo(met.live().text()).isNotBlank();
        assertThat(met.candidate().finishReason()).isEqualTo(met.live().finishReason());
        assertThat(met.streamed()).isEqualTo(streamed);
        assertThat(met.translated()).isEqualTo(live != candidate);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void sameWords_tokensAreReportedOnBothSides(Wire live, Wire candidate, boolean streamed) {
        Met met = run.met(live, candidate, false, Question.WORDS, streamed);

        Usage one = Objects.requireNonNull(met.live().usage());
        Usage other = Objects.requireNonNull(met.candidate().usage());
        assertThat(one.estimated() || other.estimated()).isFalse();
        assertThat(other.inputTokens()).isEqualTo(one.inputTokens()).isPositive();
        assertThat(other.outputTokens()).isEqualTo(one.outputTokens()).isPositive();
        assertThat(met.by("usage")).isInstanceOf(Comparison.Match.class);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void sameToolCall_matches(Wire live, Wire candidate, boolean streamed) {
        Met met = run.met(live, candidate, false, Question.TOOL, streamed);

        assertThat(met.by("tools")).isInstanceOf(Comparison.Match.class);
        assertThat(met.by("schema")).isInstanceOf(Comparison.Match.class);
        assertThat(met.candidate().toolCalls())
                .singleElement()
                .extracting(ToolCall::name, ToolCall::arguments)
                .containsExactly("issue_refund", AMOUNT_AND_ORDER.formatted(Question.TOOL.order(streamed)));
        assertThat(met.candidate().finishReason()).isEqualTo(met.live().finishReason());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void picture_arrivesWhole(Wire live, Wire candidate, boolean streamed) {
        Met met = run.met(live, candidate, false, Question.PICTURE, streamed);
        SeenRequest sent = run.seen(live, candidate, Question.PICTURE, streamed);

        assertSameWords(met);
        assertThat(sent.text()).contains(MatrixRequests.PIXEL).contains("image/png");
        int query = sent.target().indexOf('?');
        String path = query < 0 ? sent.target() : sent.target().substring(0, query);
        assertThat(Objects.requireNonNull(Dialects.forRequest(sent.method(), path))
                        .name())
                .isEqualTo(candidate.dialect());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void structuredOutput_isWantedOfBoth(Wire live, Wire candidate, boolean streamed) {
        Met met = run.met(live, candidate, false, Question.SCHEMA, streamed);

        assertThat(met.by("schema")).isInstanceOf(Comparison.Match.class);
        assertThat(met.by("schema").explanation()).isEqualTo("both valid");
        assertThat(met.by("json"))
                .isInstanceOfSatisfying(
                        Comparison.Match.class,
                        match -> assertThat(match.divergence()).isZero());
        assertThat(met.candidate().text()).contains(Question.SCHEMA.order(streamed));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void otherPrompt_wordsDiverge(Wire live, Wire candidate, boolean streamed) {
        Met met = run.met(live, candidate, true, Question.WORDS, streamed);

        assertThat(met.by("status")).isInstanceOf(Comparison.Match.class);
        assertThat(met.by("exact")).isInstanceOf(Comparison.Mismatch.class);
        assertThat(met.by("text"))
                .isInstanceOfSatisfying(
                        Comparison.Mismatch.class,
                        mismatch -> assertThat(mismatch.divergence()).isBetween(0.3, 1.0));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void otherPrompt_toolIsNotCalled(Wire live, Wire candidate, boolean streamed) {
        Met met = run.met(live, candidate, true, Question.TOOL, streamed);

        assertThat(met.by("tools")).isInstanceOf(Comparison.Mismatch.class);
        assertThat(met.by("tools").explanation()).contains("issue_refund(").contains(" only in live");
        assertThat(met.candidate().toolCalls()).isEmpty();
    }

    /** Each route's requests have one field that not all the others know. */
    @ParameterizedTest
    @MethodSource("pairs")
    void lossOfTranslation_isListed(Wire live, Wire candidate, boolean streamed) {
        for (Question question : Question.values()) {
            Met met = run.met(live, candidate, false, question, streamed);
            assertThat(new TreeSet<>(met.losses()))
                    .as("%s", question)
                    .isEqualTo(new TreeSet<>(losses(live, candidate)));
        }
    }

    private static Set<String> losses(Wire live, Wire candidate) {
        if (live == candidate) {
            return Set.of();
        }
        return switch (live) {
            case CHAT -> candidate == Wire.GEMINI ? Set.of() : Set.of("sampling.frequency_penalty");
            case RESPONSES -> Set.of("extras.truncation");
            case MESSAGES -> candidate == Wire.GEMINI ? Set.of() : Set.of("sampling.top_k");
            case GEMINI -> candidate == Wire.MESSAGES ? Set.of() : Set.of("sampling.top_k");
        };
    }

    private static void assertSameWords(Met met) {
        assertThat(met.by("status")).isInstanceOf(Comparison.Match.class);
        assertThat(met.by("exact")).isInstanceOf(Comparison.Match.class);
        assertThat(met.by("text"))
                .isInstanceOfSatisfying(
                        Comparison.Match.class,
                        match -> assertThat(match.divergence()).isZero());
    }
}
