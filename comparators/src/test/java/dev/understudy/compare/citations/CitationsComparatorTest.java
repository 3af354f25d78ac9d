package dev.understudy.compare.citations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Citation;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.compare.Answers;
import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.dialect.Dialects;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CitationsComparatorTest {
    private static final Citation A = new Citation("https://a.example/1", "One", "words");
    private static final Citation B = new Citation("https://b.example/2", "Two", null);
    private static final Citation C = new Citation("https://c.example/3", "Three", null);

    private final Comparator citations = Answers.comparator("citations");

    @Test
    void compare_sameSourcesInAnotherOrder_match() {
        Comparison comparison = compare(List.of(A, B, C), List.of(C, A, B));

        assertThat(comparison.result()).isEqualTo("match");
        assertThat(Answers.divergence(comparison)).isZero();
        assertThat(comparison.explanation()).isEqualTo("the same 3 sources");
        assertThat(comparison.live())
                .containsEntry("count", 3.0)
                .containsEntry("unshared", 0.0)
                .containsEntry("added", 0.0)
                .containsEntry("missing", 0.0);
    }

    @Test
    void compare_anotherSource_isNamed() {
        Comparison comparison = compare(List.of(A, B), List.of(A, C, new Citation("file-7", null, null)));

        assertThat(comparison.result()).isEqualTo("mismatch");
        assertThat(Answers.divergence(comparison)).isEqualTo(3.0 / 5);
        assertThat(comparison.explanation())
                .isEqualTo("only in live: b.example/2; only in candidate: c.example/3, file-7");
        assertThat(comparison.live())
                .containsEntry("count", 2.0)
                .containsEntry("unshared", 1.0)
                .containsEntry("added", 0.5)
                .containsEntry("missing", 2.0 / 3);
        assertThat(comparison.other()).containsEntry("count", 3.0).containsEntry("added", 2.0 / 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://a.example/x       | http://a.example/x",
                "https://a.example/x       | https://www.A.example/x/",
                "https://a.example/x       | https://a.example/x?utm_source=openai",
                "https://a.example/x?b=1   | https://a.example/x?utm_source=s&b=1&UTM_MEDIUM=m#part",
                "https://a.example/x       | https://a.example/x#:~:text=words",
                "https://a.example         | https://a.example:443/",
                "http://a.example:80       | HTTP://a.example/",
                "gs://bucket/a.pdf         | gs://bucket/a.pdf",
                "file-1                    | ' file-1 '",
            })
    void compare_oneAddressWrittenInTwoWays_match(String live, String candidate) {
        assertThat(compare(List.of(new Citation(live, "One", null)), List.of(new Citation(candidate, null, null)))
                        .result())
                .isEqualTo("match");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://a.example/x     | https://a.example/X",
                "https://a.example/x     | https://a.example/x?page=2",
                "https://a.example/x     | https://b.a.example/x",
                "http://a.example:443/   | http://a.example/",
                "gs://bucket/a.pdf       | gs://bucket/b.pdf",
            })
    void compare_twoAddresses_areTwoSources(String live, String candidate) {
        assertThat(compare(List.of(new Citation(live, null, null)), List.of(new Citation(candidate, null, null)))
                        .result())
                .isEqualTo("mismatch");
    }

    @Test
    void compare_titles_countWhereOneSideHasNoAddress() {
        Citation file = new Citation("file-1", "Returns  Policy.PDF", null);
        Citation otherFile = new Citation("doc:0", "returns policy.pdf", "quoted");
        Citation page = new Citation("https://a.example/p", "Returns policy.pdf", null);
        Citation otherPage = new Citation("https://b.example/p", "Returns policy.pdf", null);

        assertThat(compare(List.of(file), List.of(otherFile)).result()).isEqualTo("match");
        assertThat(compare(List.of(page), List.of(otherFile)).result()).isEqualTo("match");
        assertThat(compare(List.of(file), List.of(page)).result()).isEqualTo("match");
        assertThat(compare(List.of(page), List.of(otherPage)).result()).isEqualTo("mismatch");
    }

    @Test
    void compare_googlesLinks_goByTheirTitles() {
        String link = "https://vertexaisearch.cloud.google.com/grounding-api-redirect/";
        List<Citation> live = List.of(new Citation(link + "AAA", "a.example", null));

        assertThat(compare(live, List.of(new Citation(link + "BBB", "a.example", null)))
                        .result())
                .isEqualTo("match");
        assertThat(compare(live, List.of(new Citation(link + "AAA", "b.example", null)))
                        .result())
                .isEqualTo("mismatch");
        assertThat(compare(List.of(new Citation(link + "AAA", null, null)), live)
                        .live())
                .containsEntry("count", 1.0);
    }

    @Test
    void compare_passagesOfOneSource_areOne() {
        Citation again = new Citation(A.source(), A.title(), "other words");

        Comparison comparison = compare(List.of(A, again), List.of(A));

        assertThat(comparison.result()).isEqualTo("match");
        assertThat(comparison.live()).containsEntry("count", 1.0);
    }

    @Test
    void compare_quotesAlone_areCompared() {
        List<Citation> live = List.of(new Citation(null, null, "These  words"));

        assertThat(compare(live, List.of(new Citation(null, " ", "these words")))
                        .result())
                .isEqualTo("match");
        assertThat(compare(live, List.of(new Citation(null, null, "others"))).explanation())
                .isEqualTo("only in live: These words; only in candidate: others");
    }

    @Test
    void compare_onlyOneNamesSources_isAMismatch() {
        Comparison comparison = compare(List.of(A, B), List.of());

        assertThat(comparison.result()).isEqualTo("mismatch");
        assertThat(Answers.divergence(comparison)).isEqualTo(1);
        assertThat(comparison.live()).containsEntry("count", 2.0).containsEntry("missing", 0.0);
        assertThat(comparison.other()).containsEntry("count", 0.0).containsEntry("missing", 1.0);
    }

    @Test
    void compare_neitherNamesSources_isNotComparable() {
        Comparison comparison = compare(List.of(), List.of(new Citation(null, " ", "")));

        assertThat(comparison.result()).isEqualTo("not_comparable");
        assertThat(comparison.explanation()).isEqualTo("neither answer names a source");
    }

    @Test
    void compare_oneFailed_isNotComparable() {
        assertThat(citations
                        .compare(
                                Answers.REQUEST,
                                naming(Arm.LIVE, List.of(A)),
                                Answers.failed(Arm.CANDIDATE, 500, ErrorKind.OTHER))
                        .result())
                .isEqualTo("not_comparable");
    }

    @Test
    void compare_withinTheThreshold_matches() {
        Comparator lenient = Answers.comparator("citations", "{'threshold': 0.5}");

        Comparison comparison =
                lenient.compare(Answers.REQUEST, naming(Arm.LIVE, List.of(A, B)), naming(Arm.CANDIDATE, List.of(A, C)));

        assertThat(comparison.result()).isEqualTo("match");
        assertThat(Answers.divergence(comparison)).isEqualTo(0.5);
    }

    @Test
    void compare_manySources_countsTheRest() {
        List<Citation> many = IntStream.range(0, 256)
                .mapToObj(i -> new Citation("https://a.example/" + i, "One", null))
                .toList();

        assertThat(compare(many, List.of(B)).explanation())
                .isEqualTo(
                        "only in live: a.example/0, a.example/1, a.example/2, 253 more; only in candidate: b.example/2");
    }

    /** The same page, as three providers say it. */
    @Test
    void compare_answersOfOtherProviders_match() {
        Answer chat = answer(
                "openai-chat",
                "{'choices':[{'message':{'content':'x','annotations':[{'type':'url_citation','url_citation':"
                        + "{'url':'https://www.a.example/1?utm_source=openai','title':'One'}}]},'finish_reason':'stop'}]}");
        Answer messages = answer(
                "anthropic-messages",
                "{'type':'message','content':[{'type':'text','text':'x','citations':[{'type':'web_search_result_location',"
                        + "'cited_text':'words','url':'https://a.example/1','title':'Number one'}]}],'stop_reason':'end_turn'}");
        Answer gemini = answer(
                "gemini",
                "{'candidates':[{'content':{'parts':[{'text':'x'}]},'finishReason':'STOP','groundingMetadata':{'groundingChunks':"
                        + "[{'web':{'uri':'https://vertexaisearch.cloud.google.com/grounding-api-redirect/X','title':'number ONE'}}]}}]}");

        assertThat(citations.compare(Answers.REQUEST, chat, messages).result()).isEqualTo("match");
        assertThat(citations.compare(Answers.REQUEST, messages, gemini).result())
                .isEqualTo("match");
    }

    private static Answer answer(String dialect, String singleQuoted) {
        byte[] body = singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Answer any = Answers.live("x");
        return new Answer(
                Arm.LIVE,
                200,
                false,
                Objects.requireNonNull(Dialects.named(dialect))
                        .response(200, Headers.EMPTY, body)
                        .completion(),
                any.timing(),
                Ending.COMPLETE);
    }

    private Comparison compare(List<Citation> live, List<Citation> candidate) {
        return citations.compare(Answers.REQUEST, naming(Arm.LIVE, live), naming(Arm.CANDIDATE, candidate));
    }

    private static Answer naming(Arm arm, List<Citation> sources) {
        Answer answer = Answers.saying(arm, "text");
        return new Answer(
                arm, 200, false, answer.completion().withCitations(sources), answer.timing(), Ending.COMPLETE);
    }
}
