package dev.understudy.compare.citations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Citation;
import dev.understudy.canonical.Completion;
import dev.understudy.compare.Answers;
import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Headers;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recorded answers that name sources: searches, files and documents of five providers. */
@EnabledIfSystemProperty(
        named = "understudy.data",
        matches = ".+",
        disabledReason = "no recorded provider traffic: set -Dunderstudy.data")
class RecordedCitationsTest {
    private final Comparator citations = Answers.comparator("citations");

    @Test
    void compare_recordedAnswers_agreeWithThemselvesAndNotWithSilence() throws IOException {
        List<Completion> answers = answersWithSources();
        assertThat(answers).hasSizeGreaterThan(20);
        for (Completion answer : answers) {
            Comparison same = compare(answer, again(answer));
            assertThat(same.result()).as(same.explanation()).isEqualTo("match");
            assertThat(same.live().get("count")).isPositive();

            Comparison silent = compare(answer, answer.withCitations(List.of()));
            assertThat(silent.result()).isEqualTo("mismatch");
            assertThat(Answers.divergence(silent)).isEqualTo(1);
            assertThat(silent.other()).containsEntry("count", 0.0);
        }
    }

    @Test
    void compare_recordedAnswersWithOneSourceLess_missIt() throws IOException {
        int compared = 0;
        for (Completion answer : answersWithSources()) {
            List<Source> sources = Source.of(answer.citations());
            Citation last = answer.citations().get(answer.citations().size() - 1);
            List<Citation> fewer = answer.citations().stream()
                    .filter(citation -> !Source.of(List.of(citation)).equals(Source.of(List.of(last))))
                    .toList();
            if (Source.of(fewer).size() == sources.size() - 1 && !fewer.isEmpty()) {
                Comparison comparison = compare(answer, answer.withCitations(fewer));
                assertThat(comparison.live()).containsEntry("unshared", 1.0);
                assertThat(comparison.other()).containsEntry("missing", 1.0 / sources.size());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(5);
    }

    /** The same sources, last first, with addresses as a search of another day would have them. */
    private static Completion again(Completion answer) {
        List<Citation> turned = new ArrayList<>();
        for (Citation citation : answer.citations()) {
            String source = citation.source();
            boolean page = source != null && source.startsWith("https://") && source.indexOf('#') < 0;
            String marked = page ? source + (source.contains("?") ? "&" : "?") + "utm_source=elsewhere#part" : source;
            turned.add(new Citation(marked, citation.title(), citation.quote()));
        }
        Collections.reverse(turned);
        return answer.withCitations(turned);
    }

    private Comparison compare(Completion live, Completion other) {
        return citations.compare(Answers.REQUEST, answer(Arm.LIVE, live), answer(Arm.CANDIDATE, other));
    }

    private static Answer answer(Arm arm, Completion completion) {
        return new Answer(arm, 200, false, completion, Answers.live("x").timing(), Ending.COMPLETE);
    }

    private static List<Completion> answersWithSources() throws IOException {
        List<Completion> answers = new ArrayList<>();
        Path file = Path.of(System.getProperty("understudy.data"), "wire", "exchanges_pydantic_ai.jsonl");
        for (String line : Files.readAllLines(file)) {
            JsonNode exchange = JsonMapper.shared().readTree(line);
            String path = URI.create(exchange.path("url").asString().replace(" ", "%20"))
                    .getRawPath();
            Dialect dialect = Dialects.forRequest(exchange.path("method").asString(), path);
            if (dialect != null
                    && exchange.path("status").asInt() == 200
                    && exchange.path("resp_body").isString()) {
                String type = exchange.path("resp_headers").path("content-type").asString("");
                byte[] body = exchange.path("resp_body").asString().getBytes(StandardCharsets.UTF_8);
                Completion completion = dialect.response(200, Headers.of("content-type", type), body)
                        .completion();
                if (!completion.citations().isEmpty() && completion.error() == null) {
                    answers.add(completion);
                }
            }
        }
        return answers;
    }
}
