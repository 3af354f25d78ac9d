package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExplainCommandTest {
    private static final String CONFIG = """
            listen: 127.0.0.1:0
            routes:
              - name: azure
                match: { path: /openai/** }
                upstream: { url: "https://azure.example" }
              - name: openai
                match: { path: /v1/** }
                upstream: { url: "https://api.openai.com" }
            shadows:
              - name: refund-v2
                route: openai
                when: 'request.body.model.startsWith("gpt-4o") && request.headers["x-feature"] == "refunds"'
                candidate:
                  upstream: { url: "https://candidate.example/base" }
                  credentials: { authorization: "file:key" }
                  model: gpt-5-mini
                  system_prompt: { text: "Be fair." }
                  set: { temperature: 0.2 }
                control: { percent: 100 }
              - name: elsewhere
                route: azure
                candidate: { upstream: { url: "https://azure.example" } }
            """;
    private static final String BODY = "{\"model\":\"gpt-4o\",\"store\":true,\"messages\":"
            + "[{\"role\":\"system\",\"content\":\"Be kind.\"},{\"role\":\"user\",\"content\":\"Refund me\"}]}";
    private static final String HEAD = "POST /v1/chat/completions HTTP/1.1\nHost: localhost\n"
            + "Authorization: Bearer sk-clients-own\nX-Feature: refunds\nContent-Type: application/json\n";

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("config.yaml"), CONFIG);
        Files.writeString(folder.resolve("key"), "Bearer sk-candidate-secret\n");
    }

    private CommandRun explain(String request) throws IOException {
        Path file = Files.writeString(folder.resolve("request"), request);
        return CommandRun.of(
                "explain", "--config", folder.resolve("config.yaml").toString(), "--request", file.toString());
    }

    @Test
    void explain_matchingRequest_printsTheCandidateRequest() throws IOException {
        CommandRun run = explain(HEAD + "\n" + BODY);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .contains(
                        "route    azure: no, path /v1/chat/completions is not /openai/**",
                        "route    openai: yes, path /v1/chat/completions is /v1/**",
                        "shadow   refund-v2: yes, mirrored",
                        "  changed    model: \"gpt-4o\" → \"gpt-5-mini\"",
                        "  changed    messages[0].content: \"Be kind.\" → \"Be fair.\"",
                        "  changed    temperature: added 0.2",
                        "    POST https://candidate.example/base/v1/chat/completions",
                        "    authorization: ***",
                        "shadow   elsewhere: no, it belongs to route azure");
        assertThat(run.out()).contains("control    100").contains("\"model\" : \"gpt-5-mini\"");
    }

    @Test
    void explain_secrets_areNeverPrinted() throws IOException {
        CommandRun run = explain(HEAD + "\n" + BODY);
        assertThat(run.out() + run.err()).doesNotContain("sk-candidate-secret", "sk-clients-own");
    }

    @Test
    void explain_whenFalse_saysSo() throws IOException {
        CommandRun run = explain(HEAD.replace("X-Feature: refunds\n", "") + "\n" + BODY);
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("shadow   refund-v2: no, when does not hold");
    }

    @Test
    void explain_bodyAlone_isAChatCompletion() throws IOException {
        assertThat(explain(BODY).out()).contains("request  POST /v1/chat/completions, " + BODY.length() + " bytes");
    }

    @Test
    void explain_envelope_hasMethodPathAndHeaders() throws IOException {
        CommandRun run = explain(
                "{\"method\":\"POST\",\"path\":\"/v1/chat/completions\",\"headers\":{\"X-Feature\":\"refunds\"},"
                        + "\"body\":" + BODY + "}");
        assertThat(run.out()).contains("shadow   refund-v2: yes, mirrored");
    }

    @Test
    void explain_otherEndpoint_passesThrough() throws IOException {
        assertThat(explain("GET /v1/models HTTP/1.1\r\nHost: x\r\n\r\n").out())
                .contains("shadow   refund-v2: no, GET /v1/models is no generation endpoint (skipped_endpoint)");
    }

    @Test
    void explain_noRoute_saysSo() throws IOException {
        assertThat(explain("GET /other HTTP/1.1\r\nHost: x\r\n\r\n").out()).contains("route    none");
    }

    @Test
    void explain_garbage_isOneLineAndExit2() throws IOException {
        CommandRun run = explain("\u0001\u0002 not a request");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("neither HTTP text nor a JSON object");
    }

    @Test
    void explain_smuggledHead_isRefused() throws IOException {
        CommandRun run = explain("POST /v1/chat/completions HTTP/1.1\r\nA b: c\r\n\r\n{}");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
    }
}
