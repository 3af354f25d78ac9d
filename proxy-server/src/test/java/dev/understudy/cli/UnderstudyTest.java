package dev.understudy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exit codes and what is printed where. */
final class UnderstudyTest {
    private static final String GOOD = """
            listen: 127.0.0.1:0
            routes:
              - name: openai
                upstream: { url: "https://api.openai.com" }
            """;

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serve                          | understudy serve: Missing required option: '--config=FILE'",
                "serve --config /nowhere.yaml   | /nowhere.yaml:1:1: (file): no such file",
                "serve --config /               | /:1:1: (file): is a directory",
                "validate --confg x             | understudy validate: Unknown option: '--confg'; did you mean --config? (see: ",
                "replay --shadow s --copus=x    | understudy replay: Unknown option: '--copus'; did you mean --corpus? (see: ",
                "explode                        | understudy: Unmatched argument",
                "parse --dialect klingon        | understudy parse: --dialect: klingon (expected: one of ",
            })
    void execute_badUsage_isOneLineAndExit2(String line, String expected) {
        CommandRun run = CommandRun.of(line.strip().split(" +"));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().startsWith(expected.strip());
    }

    @Test
    void execute_nothing_namesTheCommands() {
        CommandRun run = CommandRun.of();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .contains("a command is missing: one of")
                .contains("validate")
                .contains("serve");
    }

    @Test
    void execute_version_saysWhatItRunsOn() {
        CommandRun run = CommandRun.of("--version");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("understudy ").contains("Java " + System.getProperty("java.version"));
    }

    @Test
    void validate_goodFile_exits0() throws IOException {
        CommandRun run = CommandRun.of("validate", "--config", file("good.yaml", GOOD));
        assertThat(run.exit()).isZero();
        assertThat(run.out()).endsWith("valid: 1 route, 0 shadows (0 enabled), 0 errors, 0 warnings\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void validate_badFile_exits2WithEveryProblem() throws IOException {
        String config = file("bad.yaml", GOOD.replace("name:", "nmae:") + "capture: { budget: 1 potato }\n");
        CommandRun run = CommandRun.of("validate", "--config", config);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly(
                        config + ":3:5: routes[0].name: missing (expected: a name)",
                        config + ":3:5: routes[0].nmae: unknown key (expected: did you mean name?)",
                        config + ":5:20: capture.budget: 1 potato (expected: a size such as 512KiB, 8MiB or 1GiB)");
    }

    @Test
    void validate_badPredicate_saysWhere() throws IOException {
        String config = file("bad.yaml", GOOD + """
                shadows:
                  - name: a
                    route: openai
                    when: 'request.body.model =='
                    candidate: { upstream: { url: "https://api.openai.com" } }
                """);
        CommandRun run = CommandRun.of("validate", "--config", config);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().startsWith(config + ":8:11: shadows[0].when: ");
    }

    @Test
    void validate_print_showsTheEffectiveConfiguration() throws IOException {
        CommandRun run = CommandRun.of("validate", "--print", "--config", file("good.yaml", GOOD));
        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertThat(json.at("/routes/0/upstream/connect_timeout").stringValue()).isEqualTo("5s");
        assertThat(json.at("/sampling/key").stringValue()).isEqualTo("***");
    }

    @Test
    void parse_response_printsEveryKey() {
        String answer = "{\"object\":\"chat.completion\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"message\":"
                + "{\"role\":\"assistant\",\"content\":\"Grüße\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7}}";
        CommandRun run = CommandRun.withInput(answer.getBytes(UTF_8), "parse", "--dialect", "openai-chat");
        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertThat(run.exit()).isZero();
        assertThat(json.propertyNames())
                .containsExactly(
                        "text",
                        "reasoning",
                        "refusal",
                        "tool_calls",
                        "finish_reason",
                        "model",
                        "usage",
                        "error",
                        "events",
                        "unknown_events");
        assertThat(json.get("text").stringValue()).isEqualTo("Grüße");
        assertThat(json.get("finish_reason").stringValue()).isEqualTo("stop");
        assertThat(json.at("/usage/input_tokens").intValue()).isEqualTo(5);
        assertThat(json.get("error").isNull()).isTrue();
    }

    @Test
    void parse_cutStream_saysTruncated() {
        String stream =
                "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"He\"}}]}\n\n";
        CommandRun run = CommandRun.withInput(stream.getBytes(UTF_8), "parse", "--dialect", "openai-chat");
        assertThat(run.exit()).isZero();
        assertThat(JsonMapper.shared().readTree(run.out()).at("/error/kind").stringValue())
                .isEqualTo("truncated");
    }

    @Test
    void parse_garbage_exits1() {
        CommandRun run = CommandRun.withInput(new byte[] {(byte) 0xff, 0, 1}, "parse", "--dialect", "openai-chat");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(JsonMapper.shared().readTree(run.out()).at("/error/kind").stringValue())
                .isEqualTo("malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"message\": []}", "{\"detail\": \"not found\"}"})
    void parse_documentWithNothingOfAnAnswer_isNotUnderstoodAndExits1(String body) {
        for (String dialect : Dialects.names()) {
            CommandRun run = CommandRun.withInput(body.getBytes(UTF_8), "parse", "--dialect", dialect);

            assertThat(run.exit()).as(dialect + ": " + run.out()).isEqualTo(1);
            assertThat(JsonMapper.shared().readTree(run.out()).at("/error/kind").stringValue())
                    .as(dialect)
                    .isEqualTo("malformed");
        }
    }

    @Test
    void parse_nothing_exits2() {
        CommandRun run = CommandRun.withInput(new byte[0], "parse", "--dialect", "openai-chat");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("standard input: empty");
    }

    @Test
    void parse_request_printsFactsAndContainment() {
        String request =
                "{\"model\":\"gpt-4o\",\"store\":true,\"user\":\"u1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        CommandRun run =
                CommandRun.withInput(request.getBytes(UTF_8), "parse", "--request", "--dialect", "openai-chat");
        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertThat(run.exit()).isZero();
        assertThat(json.get("model").stringValue()).isEqualTo("gpt-4o");
        assertThat(json.get("user").stringValue()).isEqualTo("u1");
        assertThat(json.get("removed").isEmpty()).isFalse();
    }
}
