package dev.understudy.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.config.RouteConfig;
import dev.understudy.config.SystemPrompt;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final String BEFORE = """
            # our proxy
            listen: 127.0.0.1:8080   # behind the balancer
            routes:
              - name: openai
                match: { path: /v1/** }
                upstream: { url: "https://api.openai.com", connect_timeout: 2s }
                # live: nothing yet
            shadows:
              # the strict prompt
              # (Anna's idea)
              - name: refund-v2
                route: openai
                sample: { percent: 10, by: conversation }
                candidate:
                  upstream: { url: "https://api.openai.com" }
                  credentials: { authorization: "Bearer ${KEY}" }
                  model: gpt-5-mini   # cheaper
                  system_prompt: { replace: prompts/refund.v2.md }
                  set: { temperature: 0.20 }
                  remove: [ logit_bias ]
                  patch: [ { op: add, path: /metadata/shadow, value: "1" } ]
                  # nothing more
                gate:
                  rules: [ "error.rate <= live" ]
                  # keep this tight

              # another one
              - name: other
                route: openai
                candidate: { upstream: { url: "https://api.openai.com" }, credentials: inherit, model: 'gpt-5' }
            """;

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void prompts() throws IOException {
        path = folder.resolve("understudy.yaml");
        Files.createDirectories(folder.resolve("prompts"));
        Files.writeString(folder.resolve("prompts/refund.v1.md"), "Be kind.");
        Files.writeString(folder.resolve("prompts/refund.v2.md"), "Be strict.");
    }

    private ConfigFile file(String yaml) throws IOException {
        Files.writeString(path, yaml);
        return new ConfigFile(path, new BuildCapabilities(), Map.of("KEY", "sk-secret-123")::get);
    }

    private String promoted(String yaml) throws IOException {
        Promotion.plan(file(yaml), "refund-v2", false).write(Standing.PASS, NOW);
        return Files.readString(path);
    }

    private RouteConfig route() {
        return ((Loaded) new ConfigFile(path, new BuildCapabilities(), Map.of("KEY", "sk-secret-123")::get).load())
                .config()
                .routes()
                .get(0);
    }

    /** A configuration whose route and candidate say these, four columns in. */
    private static String yaml(String route, String candidate) {
        return "listen: 127.0.0.1:8080\nroutes:\n  - name: r\n    upstream: { url: \"https://a.example\" }\n"
                + route.indent(4) + "shadows:\n  - name: refund-v2\n    route: r\n    candidate:\n"
                + candidate.indent(6);
    }

    private static final String SAME = "upstream: { url: \"https://a.example\" }\n";

    @Test
    void plan_candidateOverNoLive_takesItsWordsAndLeavesTheRest() throws IOException {
        assertThat(promoted(BEFORE)).isEqualTo("""
                # our proxy
                listen: 127.0.0.1:8080   # behind the balancer
                routes:
                  - name: openai
                    match: { path: /v1/** }
                    upstream: { url: "https://api.openai.com", connect_timeout: 2s }
                    live:
                      model: gpt-5-mini   # cheaper
                      system_prompt: { replace: prompts/refund.v2.md }
                      set: { temperature: 0.20 }
                      remove: [ logit_bias ]
                      patch: [ { op: add, path: /metadata/shadow, value: "1" } ]
                    # live: nothing yet
                shadows:
                  # another one
                  - name: other
                    route: openai
                    candidate: { upstream: { url: "https://api.openai.com" }, credentials: inherit, model: 'gpt-5' }
                """);
    }

    @Test
    void plan_theOnlyShadow_leavesAnEmptyList() throws IOException {
        assertThat(promoted(yaml("", SAME + "model: b"))).isEqualTo("""
                listen: 127.0.0.1:8080
                routes:
                  - name: r
                    upstream: { url: "https://a.example" }
                    live:
                      model: b
                shadows: []
                """);
    }

    @Test
    void plan_liveInBlocks_changesOnlyWhatDiffers() throws IOException {
        String live = """
                live:   # since May
                  model: a   # do not touch without asking
                  system_prompt:
                    # the kind one
                    replace: prompts/refund.v1.md
                  set:
                    top_p: 0.9
                    temperature: 1
                """;
        String candidate = SAME + """
                model: b
                system_prompt: { replace: prompts/refund.v2.md }
                set: { temperature: 0.2, seed: 7 }
                """;
        assertThat(promoted(yaml(live, candidate))).contains("""
                    live:   # since May
                      model: b   # do not touch without asking
                      system_prompt:
                        # the kind one
                        replace: prompts/refund.v2.md
                      set:
                        top_p: 0.9
                        temperature: 0.2
                        seed: 7
                shadows: []
                """);
    }

    @Test
    void plan_liveInBraces_staysInBraces() throws IOException {
        String live = "live: { model: a, remove: [ x ], set: {temperature: 1} }";
        String candidate = SAME + """
                system_prompt:
                  text: |
                    Two lines,
                    and a comma.
                set:
                  temperature: 0.2
                  stop: [ "a", b ]
                remove:
                  - y   # gone
                patch:
                  - op: add
                    path: /metadata/shadow
                    value: "1"
                """;
        assertThat(promoted(yaml(live, candidate)))
                .contains("    live: { model: a, remove: [ x, y ], set: {temperature: 0.2, stop: [ \"a\", b ]},"
                        + " system_prompt: { text: \"Two lines,\\nand a comma.\\n\" },"
                        + " patch: [ { op: add, path: /metadata/shadow, value: \"1\" } ] }\n");
        assertThat(route().live().systemPrompt())
                .isEqualTo(new SystemPrompt(SystemPrompt.Mode.REPLACE, "Two lines,\nand a comma.\n"));
    }

    @Test
    void plan_longPromptInTheFile_keepsItsLines() throws IOException {
        String candidate = SAME + """
                system_prompt:
                  text: |
                    You are strict.

                      Indented.
                    # no comment
                """;
        assertThat(promoted(yaml("", candidate))).contains("""
                    live:
                      system_prompt:
                        text: |
                          You are strict.

                            Indented.
                          # no comment
                shadows: []
                """);
    }

    @Test
    void plan_candidateSetsWhatLiveRemoves_takesItOffThatList() throws IOException {
        String live = "live:\n  remove:\n    - logit_bias\n    - seed\n  model: a";
        assertThat(promoted(yaml(live, SAME + "set: { seed: 7 }"))).contains("""
                    live:
                      remove:
                        - logit_bias
                      model: a
                      set: { seed: 7 }
                shadows: []
                """);
    }

    @Test
    void plan_patchesOfBoth_comeOneAfterTheOther() throws IOException {
        String live = "live:\n  patch:\n    - { op: remove, path: /user }";
        String candidate = SAME + "patch: [ { op: add, path: /metadata/a, value: 1 } ]";
        assertThat(promoted(yaml(live, candidate)))
                .contains("    - { op: remove, path: /user }\n        - { op: add, path: /metadata/a, value: 1 }\n");
    }

    @Test
    void plan_anotherOrigin_movesUpstreamAndCredentials() throws IOException {
        String candidate = """
                upstream:
                  url: "https://b.example/v2"   # the new place
                  response_timeout: 1m
                credentials:
                  authorization: "Bearer ${KEY}"
                model: b
                """;
        assertThat(promoted(yaml("", candidate))).isEqualTo("""
                listen: 127.0.0.1:8080
                routes:
                  - name: r
                    upstream:
                      url: "https://b.example/v2"   # the new place
                      response_timeout: 1m
                    live:
                      credentials:
                        authorization: "Bearer ${KEY}"
                      model: b
                shadows: []
                """);
        assertThat(route().liveCredentials().headers()).containsEntry("authorization", "Bearer sk-secret-123");
    }

    @Test
    void plan_onlyTheUrlDiffers_changesOnlyTheUrl() throws IOException {
        String candidate = "upstream: { url: https://b.example }\ncredentials: { x-api-key: k }\n";
        assertThat(promoted(yaml("", candidate))).contains("    upstream: { url: https://b.example }\n");
    }

    @Test
    void plan_everythingInBraces_works() throws IOException {
        String yaml = "{ listen: 127.0.0.1:1, routes: [ { name: r, upstream: { url: \"https://a.example\" } } ],"
                + " shadows: [ { name: x, route: r, candidate: { upstream: { url: \"https://a.example\" }, model: x } },"
                + " { name: refund-v2, route: r, candidate: { upstream: { url: \"https://a.example\" }, model: b } } ] }\n";
        assertThat(promoted(yaml))
                .isEqualTo("{ listen: 127.0.0.1:1, routes: [ { name: r, upstream: { url:"
                        + " \"https://a.example\" }, live: { model: b } } ], shadows: [ { name: x, route: r, candidate: {"
                        + " upstream: { url: \"https://a.example\" }, model: x } } ] }\n");
    }

    @Test
    void plan_anchorsAndAliases_arePassedOn() throws IOException {
        String yaml = """
                x-b: &b { url: "https://b.example" }
                listen: 127.0.0.1:1
                routes:
                - name: r
                  upstream: &a { url: "https://a.example" }
                shadows:
                - name: refund-v2
                  route: r
                  candidate:
                    upstream: *b
                    credentials: { authorization: k }
                    model: b
                - { name: x, route: r, candidate: { upstream: *b, model: x } }
                """;
        assertThat(promoted(yaml))
                .contains("  upstream: *b\n  live:\n    credentials: { authorization: k }\n    model: b\n");
    }

    @Test
    void plan_linesOfWindowsAndAByteOrderMark_stay() throws IOException {
        String yaml = "\uFEFF" + yaml("", SAME + "model: b").replace("\n", "\r\n");
        String after = promoted(yaml);
        assertThat(after).startsWith("\uFEFFlisten").contains("    live:\r\n      model: b\r\nshadows: []\r\n");
        assertThat(after.replace("\r\n", "")).doesNotContain("\n");
    }

    @Test
    void write_throughALink_keepsTheLinkAndTheMode() throws IOException {
        Path real = folder.resolve("real.yaml");
        Files.writeString(real, yaml("", SAME + "model: b"));
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(path, real);

        Promotion.plan(new ConfigFile(path, new BuildCapabilities()), "refund-v2", false)
                .write(Standing.PASS, NOW);

        assertThat(path).isSymbolicLink();
        assertThat(Files.readString(real)).contains("live:");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-r-----");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("real.yaml.promotion"))))
                .isEqualTo("rw-r-----");
        try (var files = Files.list(folder)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("prompts", "real.yaml", "real.yaml.promotion", "understudy.yaml");
        }
    }

    @Test
    void difference_hidesSecrets() throws IOException {
        String candidate = "upstream: { url: https://b.example }\ncredentials: { x-api-key: sk-written-out-99 }\n";
        String shown = String.join(
                "\n",
                Promotion.plan(file(yaml("", candidate)), "refund-v2", false).difference());
        assertThat(shown).contains("+    live:").doesNotContain("sk-written-out-99");
    }

    @Test
    void plan_whatLiveCannotBe_isRefusedWithTheReason() {
        refused(yaml("", SAME + "dialect: anthropic-messages"), "candidate.dialect: anthropic-messages");
        refused(yaml("", SAME + "path: /elsewhere"), "candidate.path: /elsewhere");
        refused(yaml("", "upstream: { url: https://b.example }"), "the clients' own keys for https://a.example:443");
        refused(
                yaml(
                        "live: { system_prompt: { append: prompts/refund.v1.md } }",
                        SAME + "system_prompt: { append: prompts/refund.v2.md }"),
                "adds to the prompt that live has already");
        refused(yaml("live: { remove: [ a ] }", SAME + "set: { a.b: 1 }"), "live removes a");
        refused(
                yaml(
                        "live: { patch: [ { op: add, path: /temperature, value: 1 } ] }",
                        SAME + "set: { temperature: 0 }"),
                "which live's patch changes too");
        refused(yaml("", SAME + "model: b").replace("route: r\n", "route: r\n    when: 'true'\n"), "--whole-route");
        refused("listen: nonsense\n", "is refused");
        refused(yaml("", SAME + "model: b").replace("name: refund-v2", "name: x"), "one of x");
    }

    private void refused(String yaml, String why) {
        assertThatThrownBy(() -> Promotion.plan(file(yaml), "refund-v2", false))
                .isInstanceOf(UnpromotableException.class)
                .hasMessageContaining(why);
        assertThat(path).hasContent(yaml);
    }

    @Test
    void plan_whenWithConsent_saysWhatItMeans() throws IOException {
        String yaml = yaml("", SAME + "model: b").replace("route: r\n", "route: r\n    when: 'true'\n");
        assertThat(Promotion.plan(file(yaml), "refund-v2", true).notes())
                .anyMatch(note -> note.contains("is live for every request of route r"));
    }

    @Test
    void write_fileChangedMeanwhile_isRefused() throws IOException {
        Promotion promotion = Promotion.plan(file(BEFORE), "refund-v2", false);
        Files.writeString(path, BEFORE + "# edited\n");
        assertThatThrownBy(() -> promotion.write(Standing.PASS, NOW)).hasMessageContaining("was changed just now");
        assertThat(path).hasContent(BEFORE + "# edited\n");
    }

    @Test
    void rollback_restoresEveryByte() throws IOException {
        String odd = "\uFEFF" + BEFORE.replace("\n", "\r\n") + "\r\n   \r\n# ends here";
        ConfigFile file = file(odd);
        Promotion.plan(file, "refund-v2", false).write(Standing.UNDECIDED, NOW);

        Rollback rollback = Rollback.plan(file);
        assertThat(rollback.shadow()).isEqualTo("refund-v2");
        assertThat(rollback.difference()).anyMatch(line -> line.startsWith("+  - name: refund-v2"));
        rollback.write();

        assertThat(Files.readString(path)).isEqualTo(odd);
        assertThatThrownBy(() -> Rollback.plan(file))
                .hasMessageContaining("no such file (expected: a promotion to undo)");
    }

    @Test
    void rollback_fileChangedSince_isRefusedAndShowsTheChange() throws IOException {
        ConfigFile file = file(BEFORE);
        Promotion.plan(file, "refund-v2", false).write(Standing.PASS, NOW);
        String edited = Files.readString(path).replace("gpt-5-mini", "gpt-5-nano");
        Files.writeString(path, edited);

        assertThatThrownBy(() -> Rollback.plan(file)).isInstanceOfSatisfying(UnpromotableException.class, refused -> {
            assertThat(refused)
                    .hasMessageContaining("was changed since refund-v2 was promoted")
                    .hasMessageEndingWith("what differs is shown above)");
            assertThat(refused.details())
                    .anyMatch(line -> line.startsWith("-") && line.contains("gpt-5-mini"))
                    .anyMatch(line -> line.startsWith("+") && line.contains("gpt-5-nano"));
        });
        assertThat(path).hasContent(edited);
    }
}
