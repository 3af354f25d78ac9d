package dev.understudy.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.canonical.Citation;
import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Timing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every comparator promises for any answer at all. */
class AnyAnswerTest {
    private static final Map<String, List<ComparatorMetric>> METRICS = Comparators.metrics();
    private static final List<Comparator> ALL =
            Comparators.names().stream().map(Answers::comparator).toList();

    @Property(tries = 2_000)
    void compare_anyPair_keepsThePromises(@ForAll("answers") Answer live, @ForAll("answers") Answer other) {
        Answer candidate = Answers.as(Arm.CANDIDATE, other);
        for (Comparator comparator : ALL) {
            check(comparator, comparator.compare(Answers.REQUEST, live, candidate));
        }
    }

    /** What broke off, timed out or ended in an error is never judged for what it says. */
    @Property(tries = 1_000)
    void compare_oneThatDidNotSucceed_isJudgedForThatAlone(
            @ForAll("answers") Answer live, @ForAll("answers") Answer other) {
        if (live.succeeded() && other.succeeded()) {
            return;
        }
        for (Comparator comparator : ALL) {
            if (!comparator.judgesFailures()) {
                assertThat(comparator.compare(Answers.REQUEST, live, other))
                        .as(comparator.name())
                        .isInstanceOf(Comparison.NotComparable.class);
            }
        }
    }

    @Property(tries = 1_000)
    void compare_theOtherWayRound_isAsFar(@ForAll("answers") Answer live, @ForAll("answers") Answer other) {
        for (Comparator comparator : ALL) {
            Comparison one = comparator.compare(Answers.REQUEST, live, other);
            Comparison another = comparator.compare(Answers.REQUEST, other, live);
            assertThat(one.result()).as(comparator.name()).isEqualTo(another.result());
            assertThat(one.live()).as(comparator.name()).isEqualTo(another.other());
            if (!(one instanceof Comparison.NotComparable)) {
                assertThat(Answers.divergence(one))
                        .as(comparator.name())
                        .isCloseTo(Answers.divergence(another), within(1e-9));
            }
        }
    }

    @Property(tries = 1_000)
    void compare_withItself_isNeverFar(@ForAll("answers") Answer live) {
        Answer candidate = Answers.as(Arm.CANDIDATE, live);
        for (Comparator comparator : ALL) {
            Comparison comparison = comparator.compare(Answers.REQUEST, live, candidate);
            assertThat(comparison.result()).as(comparator.name()).isNotEqualTo("mismatch");
            if (comparison instanceof Comparison.Match match) {
                assertThat(match.divergence()).as(comparator.name()).isZero();
            }
        }
    }

    @Test
    void compare_naughtyStrings_keepsThePromises() throws Exception {
        Path strings = Path.of(System.getProperty("understudy.data", ""), "adversarial", "blns.json");
        Assumptions.assumeTrue(Files.isRegularFile(strings), "not there: " + strings);
        JsonNode list = JsonMapper.shared().readTree(Files.readAllBytes(strings));
        assertThat(list.size()).isGreaterThan(500);
        String before = "";
        for (JsonNode entry : list) {
            String text = entry.stringValue();
            for (Comparator comparator : ALL) {
                check(comparator, compare(comparator, Answers.live(text), Answers.candidate(before)));
                check(comparator, compare(comparator, Answers.live(before), Answers.candidate(text + " " + before)));
                check(comparator, compare(comparator, Answers.live("{\"a\":" + text), Answers.candidate(text)));
                check(
                        comparator,
                        compare(
                                comparator,
                                Answers.calling(Arm.LIVE, text, before),
                                Answers.calling(Arm.CANDIDATE, before, text)));
                Comparison same = compare(comparator, Answers.live(text), Answers.candidate(text));
                assertThat(same.result()).as(text).isNotEqualTo("mismatch");
            }
            before = text;
        }
    }

    private static Comparison compare(Comparator comparator, Answer live, Answer other) {
        return comparator.compare(Answers.REQUEST, live, other);
    }

    private static void checkQualities(Comparator comparator, Map<String, Double> qualities) {
        List<ComparatorMetric> metrics = METRICS.get(comparator.name());
        qualities.forEach((name, value) -> {
            ComparatorMetric metric = metrics.stream()
                    .filter(known -> known.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(comparator.name() + " declares no " + name));
            if (metric.scale() == ComparatorMetric.Scale.SHARE) {
                assertThat(value).as(name).isBetween(0.0, 1.0);
            }
        });
    }

    private static void check(Comparator comparator, Comparison comparison) {
        checkQualities(comparator, comparison.live());
        checkQualities(comparator, comparison.other());
        assertThat(comparison.explanation())
                .as(comparator.name())
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(Wording.EXPLANATION_LIMIT);
        assertThat(comparison.explanation().chars()).noneMatch(Character::isISOControl);
        assertThat(comparison.live().values()).allMatch(Double::isFinite);
        assertThat(comparison.other().values()).allMatch(Double::isFinite);
        if (comparison instanceof Comparison.Match match) {
            assertThat(match.divergence()).isBetween(0.0, 1.0);
        }
        if (comparison instanceof Comparison.Mismatch mismatch) {
            assertThat(mismatch.divergence()).isGreaterThan(0).isLessThanOrEqualTo(1);
        }
    }

    @Provide
    Arbitrary<Answer> answers() {
        Arbitrary<Integer> statuses = Arbitraries.of(200, 200, 200, 200, 201, 0, 400, 429, 500, 529, 999, -1);
        Arbitrary<Ending> endings = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.just(Ending.COMPLETE)),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(Ending.class)));
        return Combinators.combine(statuses, Arbitraries.of(true, false), completions(), timings(), endings)
                .as((status, streamed, completion, timing, ending) ->
                        new Answer(Arm.LIVE, status, streamed, completion, timing, ending));
    }

    private Arbitrary<Completion> completions() {
        return Combinators.combine(
                        texts().injectNull(0.1),
                        texts().injectNull(0.9),
                        toolCalls(),
                        Arbitraries.of(FinishReason.class).injectNull(0.1),
                        usages().injectNull(0.2),
                        Arbitraries.of(ErrorKind.class)
                                .map(kind -> new ProviderError(kind, "no"))
                                .injectNull(0.9),
                        citations())
                .as((text, refusal, calls, reason, usage, error, citations) -> new Completion(
                                text, null, refusal, calls, reason, "m", usage, error, 0, 0)
                        .withCitations(citations));
    }

    private static Arbitrary<List<Citation>> citations() {
        Arbitrary<String> sources = Arbitraries.of(
                        "https://a/b",
                        "http://www.a/b/?utm_source=x#c",
                        "https://c",
                        "https://",
                        "doc-1",
                        "doc-2",
                        "",
                        "\n")
                .injectNull(0.3);
        Arbitrary<String> titles =
                Arbitraries.oneOf(Arbitraries.of("One", "one ", "Two"), texts()).injectNull(0.4);
        return Combinators.combine(sources, titles, titles)
                .as(Citation::new)
                .list()
                .ofMaxSize(5);
    }

    private static Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of(
                        "a", "b", ",", "30", "日", "é", "{\"a\":1}", "[1,2]", "```json", "```", "{", "\n")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join(" ", parts));
        Arbitrary<String> json = Arbitraries.of("a", "b", "c")
                .list()
                .ofMaxSize(4)
                .map(parts -> "{\"" + String.join("\":[1,{}],\"x", parts) + "\":2.50}");
        return Arbitraries.oneOf(words, json, Arbitraries.strings().ofMaxLength(60));
    }

    private static Arbitrary<List<ToolCall>> toolCalls() {
        return Combinators.combine(Arbitraries.of("f", "g", ""), texts())
                .as((name, arguments) -> new ToolCall(null, name, arguments))
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<Usage> usages() {
        Arbitrary<Long> counts = Arbitraries.longs().injectNull(0.2);
        return Combinators.combine(counts, counts, counts, counts, Arbitraries.of(true, false))
                .as(Usage::new);
    }

    private static Arbitrary<Timing> timings() {
        Arbitrary<Long> nanos = Arbitraries.longs();
        return Combinators.combine(
                        nanos,
                        nanos.injectNull(0.3),
                        nanos.injectNull(0.3),
                        nanos.list().ofMaxSize(5))
                .as((total, byteNanos, token, gaps) -> new Timing(
                        total,
                        byteNanos,
                        token,
                        gaps.stream().mapToLong(Long::longValue).toArray()));
    }
}
