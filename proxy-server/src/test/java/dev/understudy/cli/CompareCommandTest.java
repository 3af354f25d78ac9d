package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The compare command as somebody with two files uses it. */
class CompareCommandTest {
    private static final String QUICK = "status,exact,text,length,refusal,facts";

    @TempDir
    Path folder;

    private String file(String name, String... lines) {
        try {
            Path file = folder.resolve(name);
            Files.writeString(file, String.join("\n", lines) + "\n");
            return file.toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Each answer is one of two sentences, so that live differs from itself now and then. */
    private String answers(String name, int shift, String end) {
        return file(
                name,
                IntStream.range(0, 200)
                        .mapToObj(i -> "{\"id\": " + i + ", \"output\": \""
                                + ((i * 7 + shift) % 3 == 0
                                        ? "You may return it within 30 days."
                                        : "Yes, you have 30 days.")
                                + end + "\"}")
                        .toArray(String[]::new));
    }

    private static CommandRun compare(String live, String candidate, String... more) {
        List<String> arguments = new ArrayList<>(List.of("compare", "--live", live, "--candidate", candidate));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(new String[0]));
    }

    @Test
    void compare_withoutRules_showsEffectsAndExits0() {
        CommandRun run =
                compare(answers("a", 0, ""), answers("b", 1, ""), "--control", answers("c", 2, ""), "--compare", QUICK);
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("200 pairs, 200 with a control, 200 conversations")
                .contains("no rules (--gate), so there is no verdict")
                .containsPattern("Quality +nothing")
                .containsPattern("text +200");
    }

    @Test
    void compare_eachVerdict_hasItsExitCode() {
        String live = answers("a", 0, "");
        String control = answers("c", 2, "");
        String same = answers("b", 1, "");
        String other = answers(
                "d",
                1,
                " But that is another story, of 12 moons and 400 dwarves, told by nobody to anybody ever again.");
        String rule = "text.distance <= noise + 0.1";
        String easy = "text.distance <= noise + 0.25";
        assertThat(compare(live, same, "--control", control, "--gate", easy, "--compare", "text")
                        .exit())
                .isZero();
        assertThat(compare(live, other, "--control", control, "--gate", rule, "--compare", "text")
                        .exit())
                .isEqualTo(1);
        CommandRun undecided = compare(live, same, "--gate", rule, "--compare", "text");
        assertThat(undecided.exit()).isEqualTo(3);
        assertThat(undecided.out()).contains("undecided").contains("no exchange has a control (--control)");
    }

    @Test
    void compare_json_isALineForEachPairAndComparatorAndTheVerdictLast() {
        CommandRun run = compare(
                file("a", "{\"id\":\"x\",\"output\":\"yes\"}"),
                file("b", "{\"id\":\"x\",\"output\":\"no\"}"),
                "--control",
                file("c", "{\"id\":\"x\",\"output\":\"yes\"}"),
                "--compare",
                "text,exact",
                "--gate",
                "exact.mismatch.rate <= noise",
                "--json");
        List<JsonNode> lines = run.out()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.subList(0, 4))
                .extracting(line -> line.get("pair").asString() + " "
                        + line.get("comparator").asString() + " "
                        + line.get("result").asString() + " " + line.get("divergence"))
                .containsExactly(
                        "candidate text mismatch 1.0",
                        "candidate exact mismatch 1.0",
                        "control text match 0.0",
                        "control exact match 0.0");
        assertThat(lines.get(0).propertyNames())
                .containsExactly("id", "pair", "comparator", "result", "divergence", "live", "other", "explanation");
        assertThat(lines.get(0).get("live").get("words").doubleValue()).isEqualTo(1);
        JsonNode last = lines.get(4);
        assertThat(last.get("verdict").asString()).isEqualTo("undecided");
        assertThat(last.get("rules")).hasSize(1);
        assertThat(last.get("effects").size()).isGreaterThan(2);
        assertThat(run.exit()).isEqualTo(3);
    }

    @Test
    void compare_jsonWithoutRules_hasNoVerdict() {
        String same = file("a", "{\"id\":1,\"output\":\"yes\"}");
        CommandRun run = compare(same, same, "--compare", "exact", "--json");
        JsonNode last = JsonMapper.shared().readTree(run.out().lines().toList().get(1));
        assertThat(last.get("verdict").isNull()).isTrue();
        assertThat(run.exit()).isZero();
    }

    @Test
    void compare_idsOfOneFileOnly_areCountedAndLeftOut() {
        CommandRun run = compare(
                file(
                        "a",
                        "{\"id\":1,\"output\":\"yes\"}",
                        "{\"id\":2,\"output\":\"yes\"}",
                        "{\"id\":3,\"output\":\"\"}"),
                file("b", "{\"id\":9,\"output\":\"yes\"}", "{\"id\":\"2\",\"output\":\"yes\"}"),
                "--compare",
                "exact");
        assertThat(run.out())
                .contains("1 pair, 0 with a control, 1 conversation")
                .contains("2 ids are only in " + folder.resolve("a"))
                .contains("1 id is only in " + folder.resolve("b"));
    }

    @Test
    void compare_badLines_areAllNamedWithFileAndLine() {
        String good = file("good", "{\"id\":1,\"output\":\"yes\"}");
        String bad = file(
                "bad",
                "{\"id\":1,\"output\":\"yes\"}",
                "",
                "{\"id\":1,\"output\":\"again\"}",
                "{\"id\":2,\"output\":",
                "[1]",
                "{\"output\":\"x\"}",
                "{\"id\":3}",
                "{\"id\":4,\"output\":{\"foo\":1}}",
                "{\"id\":true,\"output\":\"x\"}",
                "{\"id\":5,\"output\":\"x\",\"status\":\"fine\"}");
        CommandRun run = compare(good, bad);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo(bad + ":3: id: \"1\" is that of line 1 too (expected: each id once)"),
                        line -> assertThat(line).startsWith(bad + ":4: not JSON: "),
                        line -> assertThat(line)
                                .isEqualTo(bad + ":5: not a JSON object (expected: {\"id\", \"output\"})"),
                        line -> assertThat(line).isEqualTo(bad + ":6: no id (expected: {\"id\", \"output\"})"),
                        line -> assertThat(line).startsWith(bad + ":7: no output (expected: "),
                        line -> assertThat(line).startsWith(bad + ":8: output: an object with foo (expected: "),
                        line -> assertThat(line).startsWith(bad + ":9: id: true (expected: "),
                        line -> assertThat(line).startsWith(bad + ":10: status: string (expected: "));
    }

    @Test
    void compare_filesThatCannotBeUsed_areOneLineAndExit2() {
        String good = file("good", "{\"id\":1,\"output\":\"yes\"}");
        assertOneLine(compare(good, folder.resolve("none").toString()), "none:1: no such file (expected: ");
        assertOneLine(compare(good, folder.toString()), ":1: a directory (expected: ");
        assertOneLine(compare(good, file("empty")), "empty:1: no line can be used (expected: ");
        assertOneLine(
                compare(good, file("others", "{\"id\":\"z\",\"output\":\"yes\"}")),
                "no id is also in " + good + ": this begins with \"z\", that with \"1\"");
    }

    @Test
    void compare_optionsThatCannotBe_areOneLineAndExit2() {
        String good = file("good", "{\"id\":1,\"output\":\"yes\"}");
        assertOneLine(compare(good, good, "--compare", "txet"), "compare[0]: txet (expected: one of ");
        assertOneLine(compare(good, good, "--compare", "text: {thresh: 1}"), "compare[0].text.thresh");
        assertOneLine(compare(good, good, "--compare", "{"), "--compare: { (expected: such as");
        assertOneLine(compare(good, good, "--gate", "text.distance < live"), "--gate: live at character 17");
        assertOneLine(
                compare(good, good, "--compare", "exact", "--gate", "text.distance <= noise"),
                "(expected: text among --compare)");
        assertOneLine(compare(good, good, "--confidence", "2"), "confidence: 2");
        assertOneLine(compare(good, good, "--html", folder + "/no/page.html", "--compare", "exact"), "--html: ");
        // Nobody may write there, root neither.
        assertOneLine(
                compare(good, good, "--html", "/proc/understudy.html", "--compare", "exact"),
                "--html: /proc/understudy.html: NoSuchFileException (expected: a file that can be written)");
        assertThat(compare(good, good, "--html", "x", "--json").exit()).isEqualTo(2);
    }

    @Test
    void compare_inlineOptions_areThoseOfAConfiguration() {
        CommandRun run = compare(
                file("a", "{\"id\":1,\"output\":\"one two three four\"}"),
                file("b", "{\"id\":1,\"output\":\"one two three five\"}"),
                "--compare",
                "text: {threshold: 0.1}, assertions: {checks: [{contains: five}]}",
                "--json");
        assertThat(run.out()).contains("\"comparator\":\"text\",\"result\":\"mismatch\",\"divergence\":0.25");
        assertThat(run.out()).contains("\"comparator\":\"assertions\",\"result\":\"mismatch\"");
    }

    @Test
    void compare_bodiesOfProviders_areUnderstoodByTheirShape() {
        String chat = "{\"id\":1,\"output\":{\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"Hello there\"}}],"
                + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}},"
                + "\"request\":{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello\"}]}}";
        String messages =
                "{\"id\":1,\"output\":{\"type\":\"message\",\"role\":\"assistant\",\"model\":\"c\",\"stop_reason\":"
                        + "\"end_turn\",\"content\":[{\"type\":\"text\",\"text\":\"Hello there\"}],"
                        + "\"usage\":{\"input_tokens\":3,\"output_tokens\":4}}}";
        CommandRun run = compare(file("a", chat), file("b", messages), "--compare", "status,exact,usage", "--json");
        assertThat(run.out())
                .contains("\"comparator\":\"status\",\"result\":\"match\"")
                .contains("\"comparator\":\"exact\",\"result\":\"match\"")
                .contains("\"comparator\":\"usage\",\"result\":\"mismatch\",\"divergence\":0.5");
    }

    @Test
    void compare_html_isOnePageInWhichNothingOfTheAnswersIsMarkup() throws IOException {
        String hostile = "<script>alert(1)</script><img src=x onerror=alert(2)> \\\"'&amp; \\u202e \\u0000 ]]>";
        String page = folder.resolve("page.html").toString();
        CommandRun run = compare(
                file(
                        "a<b>",
                        "{\"id\":\"</script><b>\",\"output\":\"Hello " + hostile + "\",\"request\":\"" + hostile
                                + "\"}"),
                file("b", "{\"id\":\"</script><b>\",\"output\":\"" + hostile + " bye\"}"),
                "--control",
                file("c", "{\"id\":\"</script><b>\",\"output\":\"" + hostile + "\"}"),
                "--compare",
                QUICK,
                "--gate",
                "text.distance <= noise",
                "--html",
                page);
        assertThat(run.err()).isEmpty();
        String html = Files.readString(Path.of(page), StandardCharsets.UTF_8);
        assertThat(html)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("<ins>")
                .doesNotContain("<script>alert", "<img", "<b>", "\u202e", "\u0000")
                .doesNotContainPattern("(?i)<[^>]*\\s(src|href)=")
                .doesNotContain("http:", "https:");
        assertThat(run.out()).contains("The page is in " + page);
    }

    @Test
    void compare_shadowOfAConfiguration_lendsItsComparatorsAndGate() {
        String config = file(
                "understudy.yaml",
                "listen: 127.0.0.1:0",
                "prices: { m: { input: 1, output: 2 } }",
                "routes: [ { name: r, match: { path: /v1/** }, upstream: { url: 'http://127.0.0.1:1' } } ]",
                "shadows:",
                "  - name: s",
                "    route: r",
                "    enabled: true",
                "    candidate: { upstream: { url: 'http://127.0.0.1:2' } }",
                "    compare: [ exact, cost ]",
                "    gate: { confidence: 0.9, rules: [ 'exact.mismatch.rate <= 0.5' ] }");
        String answers = file(
                "a",
                IntStream.range(0, 60)
                        .mapToObj(
                                i -> "{\"id\":" + i
                                        + ",\"output\":{\"text\":\"yes\",\"model\":\"m\",\"usage\":{\"input_tokens\":10,\"output_tokens\":5}}}")
                        .toArray(String[]::new));
        CommandRun run = compare(answers, answers, "--config", config, "--shadow", "s");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("pass (confidence 0.9)").containsPattern("cost +60 +0");
        assertOneLine(
                compare(answers, answers, "--config", config, "--shadow", "x"), "--shadow: x (expected: one of s)");
        assertOneLine(compare(answers, answers, "--shadow", "s"), "--shadow: s (expected: --config FILE beside it)");
    }

    @Test
    void compare_scoresOfOthers_areJudgedAsTheComparatorsAre() {
        String live = file(
                "a",
                IntStream.range(0, 300)
                        .mapToObj(i -> "{\"id\":" + i + ",\"output\":\"x\",\"stars\":" + (i % 4 == 0 ? 4 : 5) + "}")
                        .toArray(String[]::new));
        String worse = file(
                "b",
                IntStream.range(0, 300)
                        .mapToObj(i -> "{\"id\":" + i + ",\"output\":\"x\",\"stars\":" + (i % 4 == 0 ? 3 : 4) + "}")
                        .toArray(String[]::new));
        CommandRun run = compare(
                live, worse, "--compare", "exact", "--score", "stars=1..5", "--gate", "stars.score >= live - 0.1");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("stars.score live 0.938, candidate 0.688");
        assertOneLine(compare(live, worse, "--score", "stars=5..1"), "--score: stars=5..1 (expected: NAME, or ");
        assertOneLine(compare(live, worse, "--score", "text"), "--score: text (expected: a name that no comparator");
        assertThat(compare(live, worse, "--score", "stars=1..4", "--compare", "exact")
                        .err())
                .startsWith(live + ":2: stars: 5 (expected: a number from 1.0 to 4.0)");
    }

    private static void assertOneLine(CommandRun run, String part) {
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains(part);
    }
}
