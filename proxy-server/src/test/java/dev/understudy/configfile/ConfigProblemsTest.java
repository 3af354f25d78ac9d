package dev.understudy.configfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said with its place, its key and what was expected; and all of it at once. */
final class ConfigProblemsTest {
    @TempDir
    Path folder;

    private ConfigFixture fixture;

    @BeforeEach
    void fixture() {
        fixture = new ConfigFixture(folder);
    }

    @Test
    void load_misspeltKey_suggestsTheKnownOne() {
        assertThat(fixture.problems(ConfigFixture.shadow("sampel: { percent: 10 }")))
                .containsExactly(
                        "understudy.yaml:8:5: shadows[0].sampel: unknown key (expected: did you mean sample?)");
    }

    @Test
    void load_unlikeKey_listsTheKnownOnes() {
        assertThat(fixture.problems(ConfigFixture.shadow("control: { fraction: 10 }")))
                .containsExactly(
                        "understudy.yaml:8:16: shadows[0].control.fraction: unknown key (expected: one of percent)");
    }

    @Test
    void load_ruleWithoutItsComparator_isRefused() {
        assertThat(fixture.problems(
                        ConfigFixture.shadow("compare: [ status ]", "gate: { rules: [ text.distance <= 0.5 ] }")))
                .containsExactly("understudy.yaml:9:22: shadows[0].gate.rules[0]: text.distance <= 0.5 (expected: text"
                        + " among the shadow's compare)");
    }

    @Test
    void load_adminOffLoopbackWithoutToken_isRefusedWhereItStands() {
        assertThat(fixture.problems("admin: 0.0.0.0:9901\n" + ConfigFixture.MINIMAL))
                .containsExactly("understudy.yaml:1:8: admin: 0.0.0.0:9901 (expected: a token, because 0.0.0.0 is not"
                        + " loopback)");
    }

    @ParameterizedTest
    @CsvSource({"99999", "0"})
    void load_upstreamAtAPortThatIsNone_isRefused(String port) {
        String url = "http://c.example:" + port;
        assertThat(fixture.problems(ConfigFixture.shadow("candidate: { upstream: { url: \"" + url + "\" } }")))
                .containsExactly("understudy.yaml:8:35: shadows[0].candidate.upstream.url: " + url
                        + " (expected: a port from 1 to 65535)");
    }

    @Test
    void load_candidateAtAnAddressInside_isRefusedWithWhatToAdd() {
        String shadow = ConfigFixture.shadow("candidate: { upstream: { url: \"http://127.0.0.1:11434\" } }");
        assertThat(fixture.problems(shadow))
                .containsExactly("understudy.yaml:8:35: shadows[0].candidate.upstream.url: 127.0.0.1 is loopback,"
                        + " where no candidate may be unless it is listed (expected: egress: { allow: ["
                        + " \"127.0.0.1:11434\" ] })");
        assertThat(fixture.problems(shadow + "egress: { allow: [ \"127.0.0.1:11434\" ] }\n"))
                .isEmpty();
    }

    @Test
    void load_judgeAtAHostThatIsNotListed_isRefused() {
        assertThat(fixture.problems(
                        ConfigFixture.shadow("judge: { upstream: { url: \"https://j.example\" }, model: m }")
                                + "egress: { hosts: [ candidate.example ] }\n"))
                .contains("understudy.yaml:8:31: shadows[0].judge.upstream.url: j.example:443 is not among"
                        + " egress.hosts (expected: egress: { hosts: [ \"j.example:443\" ] })");
    }

    @Test
    void load_candidateNamedLikeAHostInside_isWarnedOf() {
        assertThat(fixture.problems(ConfigFixture.shadow("candidate: { upstream: { url: \"http://ollama:11434\" } }")))
                .singleElement()
                .asString()
                .contains("warning")
                .contains("egress: { allow: [ \"ollama:11434\" ] }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ metrics: true }|otlp.endpoint: missing (expected: the collector's URL, such as http://localhost:4318)",
                "{ endpoint: \"localhost:4318\" }|otlp.endpoint: localhost:4318 (expected: http://host[:port][/prefix] or"
                        + " https://…, without query or credentials)",
                "{ endpoint: \"http://a:b@c\" }|otlp.endpoint: a URL with credentials or an @ (expected: the collector's URL,"
                        + " such as http://localhost:4318)",
                "{ endpoint: \"http://c\", metrics: false, traces: false }|otlp.traces: false (expected: metrics or traces,"
                        + " or both; or no otlp at all)",
                "{ endpoint: \"http://c\", traces_percent: 101 }|otlp.traces_percent: 101 (expected: 0 to 100)",
                "{ endpoint: \"http://c\", metrics_interval: 10ms }|otlp.metrics_interval: 10ms (expected: 1s to 1h)",
                "{ endpoint: \"http://c\", timeout: 1h }|otlp.timeout: 1h (expected: 100ms to 5m)",
                "{ endpoint: \"http://c\", compression: zstd }|otlp.compression: zstd (expected: none, gzip)",
                "{ endpoint: \"http://c\", headers: { Content-Length: \"1\" } }|otlp.headers: Content-Length (expected: a header"
                        + " that is not the proxy's own)",
                "{ endpoint: \"http://c\", resource: { service.name: x } }|otlp.resource: service.name (expected: service for"
                        + " that)",
                "{ endpoint: \"http://c\", resource: { \"a b\": x } }|otlp.resource: a b (expected: an attribute such as"
                        + " deployment.environment.name)",
                "{ endpoint: \"http://c\", tls: { ca: nowhere.pem } }|otlp.tls.ca: nowhere.pem: ",
                "{ endpoint: \"http://c\", trace: true }|otlp.trace: unknown key (expected: did you mean traces?)"
            })
    void load_otlpThatIsWrong_isRefusedWithTheReason(String otlp, String problem) {
        assertThat(fixture.problems(ConfigFixture.MINIMAL + "otlp: " + otlp + "\n"))
                .anySatisfy(found -> assertThat(found).contains(problem));
    }

    @Test
    void load_otlpHeaderThatIsSecret_isNeverShown() {
        assertThat(fixture.problems(ConfigFixture.MINIMAL
                        + "otlp: { endpoint: \"http://c\", headers: { authorization: \"Bearer tooth\\nfairy\" } }\n"))
                .isNotEmpty()
                .noneMatch(problem -> problem.contains("fairy"));
    }

    @Test
    void load_egressThatIsNoPlace_isRefused() {
        assertThat(fixture.problems(ConfigFixture.MINIMAL
                        + "egress: { allow: [ 2130706433, \"0x7f.1\" ], hosts: [ 10.0.0.0/8 ], deny: [] }\n"))
                .hasSize(4)
                .anyMatch(problem -> problem.contains("egress.allow[0]: 2130706433 (expected: an address, a range"))
                .anyMatch(problem -> problem.contains("egress.deny: unknown key"));
    }

    @Test
    void load_judgeInherits_isRefused() {
        assertThat(fixture.problems(ConfigFixture.shadow(
                        "judge: { upstream: { url: \"https://j.example\" }, credentials: inherit, model: m }")))
                .containsExactly(
                        "understudy.yaml:8:67: shadows[0].judge.credentials: inherit (expected: credentials of its"
                                + " own: a judge has no client)");
    }

    @Test
    void load_judgeWithoutModelAndWithBadValues_reportsAll() {
        assertThat(fixture.problems(ConfigFixture.shadow(
                        "judge:",
                        "  upstream: { url: \"ftp://j\" }",
                        "  percent: 200",
                        "  both: true",
                        "  limits: { rate: 0/s }")))
                .hasSize(4)
                .allMatch(problem -> problem.startsWith("understudy.yaml:") && problem.contains(" shadows[0].judge."));
    }

    @Test
    void load_judgeThatCannotBeAsked_isRefusedAtItsDialect() {
        assertThat(fixture.problems(ConfigFixture.shadow(
                        "judge: { upstream: { url: \"https://j.example\" }, dialect: openai-chat, model: unaskable }")))
                .containsExactly(
                        "understudy.yaml:8:63: shadows[0].judge.dialect: openai-chat (expected: one that can be"
                                + " asked)");
    }

    @Test
    void load_compareNamesAJudgeThatIsNotThere_isRefused() {
        fixture.write("understudy.yaml", ConfigFixture.shadow("compare: [ status, judge ]"));
        assertThat(new ConfigFile(folder.resolve("understudy.yaml"), new BuildCapabilities())
                        .load()
                        .problems())
                .singleElement()
                .asString()
                .isEqualTo(
                        folder + "/understudy.yaml:8:14: shadows[0].compare: there is no judge to ask (expected: judge:"
                                + " { upstream: { url: … }, model: … } beside it)");
    }

    @Test
    void load_rawDataForAJudgeElsewhere_isRefused() {
        assertThat(fixture.problems(ConfigFixture.shadow(
                        "anonymize: off",
                        "candidate: { upstream: { url: \"https://api.openai.com\" }, credentials: inherit }",
                        "judge: { upstream: { url: \"https://j.example\" }, model: m }")))
                .containsExactly(
                        "understudy.yaml:8:16: shadows[0].anonymize: off (expected: default, because the judge's"
                                + " origin is not the live one; or i_accept: true beside it)");
    }

    @Test
    void load_ruleInTheRealBuild_namesThePlaceWithinIt() {
        fixture.write("understudy.yaml", ConfigFixture.shadow("gate: { rules: [ \"eror.rate <= live\" ] }"));
        ConfigFile file = new ConfigFile(folder.resolve("understudy.yaml"), new BuildCapabilities());
        assertThat(file.load().problems())
                .singleElement()
                .asString()
                .isEqualTo(folder + "/understudy.yaml:8:22: shadows[0].gate.rules[0]: eror.rate at character 1 of"
                        + " \"eror.rate <= live\" (expected: did you mean error.rate?)");
    }

    @Test
    void load_manyProblems_reportsAllInOrder() {
        List<String> problems = fixture.problems("""
                listen: 8080
                capture: { budget: lots }
                routes:
                  - name: openai
                    match: { path: v1 }
                    upstream: { url: "ftp://example.com", connect_timeout: 2 }
                shadows:
                  - name: a
                    route: openia
                    enabled: yes
                    sample: { percent: 110, by: user }
                    limits: { in_flight: 0, rate: fast, spend: 25EUR/day }
                    candidate: { upstream: { url: "http://[bad" }, model: "" }
                """);
        assertThat(problems).hasSize(14);
        assertThat(problems.get(0))
                .isEqualTo(
                        "understudy.yaml:1:9: listen: 8080 (expected: host:port such as 0.0.0.0:8080 or [::1]:8080)");
        assertThat(problems)
                .extracting(line -> line.split(": ")[1])
                .containsExactly(
                        "listen",
                        "capture.budget",
                        "routes[0].match.path",
                        "routes[0].upstream.url",
                        "routes[0].upstream.connect_timeout",
                        "shadows[0].route",
                        "shadows[0].enabled",
                        "shadows[0].sample.percent",
                        "shadows[0].sample.by",
                        "shadows[0].limits.in_flight",
                        "shadows[0].limits.rate",
                        "shadows[0].limits.spend",
                        "shadows[0].candidate.upstream.url",
                        "shadows[0].candidate.model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sample: { percent: 101 }              | 8:24: shadows[0].sample.percent: 101 (expected: 0 to 100)",
                "sample: { percent: \"10\" }           | 8:24: shadows[0].sample.percent: \"10\" (expected: a number, without quotes)",
                "sample: { by: 'body:' }               | 8:19: shadows[0].sample.by: body: (expected: conversation, request, header:NAME or body:FIELD)",
                "sample: [ 10 ]                        | 8:13: shadows[0].sample: a list (expected: a mapping (key: value))",
                "start: later                          | 8:12: shadows[0].start: later (expected: with_live, after_live)",
                "limits: { duration: 30 }              | 8:25: shadows[0].limits.duration: 30 (expected: a duration such as 150ms, 2s, 5m, 1h or 1d)",
                "limits: { in_flight: 1.5 }            | 8:26: shadows[0].limits.in_flight: 1.5 (expected: a whole number)",
                "when: 'a &&& b'                       | 8:11: shadows[0].when: a &&& b (expected: a CEL expression)",
                "compare: [ txet ]                     | 8:16: shadows[0].compare[0]: txet (expected: did you mean text? one of status, exact, text, json, schema, tools, refusal, semantic, latency, usage, cost)",
                "compare: [ text, text ]               | 8:22: shadows[0].compare[1]: text is named twice (expected: each comparator once)",
                "compare: [ { json: { bogus: 1 } } ]   | 8:16: shadows[0].compare[0].json.bogus: unknown option (expected: tolerance, ignore)",
                "anonymize: none                       | 8:16: shadows[0].anonymize: none (expected: one of default, strict, off)",
                "anonymize: Strict                     | 8:16: shadows[0].anonymize: Strict (expected: one of default, strict, off)",
                "containment: { store: maybe }         | 8:27: shadows[0].containment.store: maybe (expected: force, omit)",
                "containment: { server_tools: keep }   | 8:34: shadows[0].containment.server_tools: keep (expected: remove, skip)",
                "gate: { confidence: 2 }               | 8:25: shadows[0].gate.confidence: 2 (expected: between 0.5 and 1, such as 0.95)",
                "gate: { rules: [ error.rate =< live ] } | 8:22: shadows[0].gate.rules[0]: =< (expected: one of >=, <=)",
                "gate: { silence: 0s }                 | 8:22: shadows[0].gate.silence: 0s (expected: more than 0)",
                "control: { percent: \"${PERCENT}0\" } | 8:25: shadows[0].control.percent: 250 (expected: 0 to 100)",
            })
    void load_badShadowValue_saysWhereAndWhat(String line, String expected) {
        assertThat(fixture.problems(ConfigFixture.shadow(line.strip())))
                .containsExactly("understudy.yaml:" + expected.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "credentials: inherit           | shadows[0].candidate.credentials: inherit",
                "credentials: sk-12345678       | shadows[0].candidate.credentials: (not shown)",
                "credentials: { 'a b': x }      | shadows[0].candidate.credentials: a b",
                "credentials: { a: '${NOPE}' }  | shadows[0].candidate.credentials.a: ${NOPE} is not set",
                "credentials: { a: 'file:no' }  | shadows[0].candidate.credentials.a: no: no such file",
                "dialect: gemni                 | shadows[0].candidate.dialect: gemni",
                "translation_loss: fine         | shadows[0].candidate.translation_loss: fine",
                "path: v1/chat                  | shadows[0].candidate.path: v1/chat",
                "path: '/v1/{modle}'            | shadows[0].candidate.path: /v1/{modle}",
                "path: '/v1/a b'                | shadows[0].candidate.path: /v1/a b",
                "system_prompt: { replace: no } | shadows[0].candidate.system_prompt.replace: no: no such file",
                "system_prompt: { text: a, replace: b } | shadows[0].candidate.system_prompt.replace: b: no such file",
                "system_prompt: {}              | shadows[0].candidate.system_prompt: 0 keys",
                "system_prompt: words           | shadows[0].candidate.system_prompt: words",
                "patch: [ { op: add, path: a, value: 1 } ] | shadows[0].candidate.patch[0].path: a",
                "patch: [ { op: add, path: /a } ] | shadows[0].candidate.patch[0].value: null",
                "patch: [ { op: put, path: /a } ] | shadows[0].candidate.patch[0].op: put",
                "set: { temperature: .nan }     | shadows[0].candidate.set.temperature: .nan",
            })
    void load_badCandidateValue_saysWhereAndWhat(String line, String expected) {
        List<String> problems = fixture.problems(ConfigFixture.shadow(
                "candidate:", "  upstream: { url: \"https://candidate.example\" }", "  " + line.strip()));
        assertThat(problems).singleElement().asString().contains(": " + expected.strip() + " (expected: ");
    }

    @Test
    void load_missingKeys_pointsAtTheirParent() {
        assertThat(fixture.problems("routes:\n  - match: { path: /v1/** }\n"))
                .extracting(line -> line.split(" \\(")[0])
                .containsExactly(
                        "understudy.yaml:1:1: listen: missing",
                        "understudy.yaml:2:5: routes[0].name: missing",
                        "understudy.yaml:2:5: routes[0].upstream: missing");
    }

    @Test
    void load_duplicateKey_namesTheFirst() {
        assertThat(fixture.problems(ConfigFixture.MINIMAL + "listen: 127.0.0.1:1\n"))
                .containsExactly("understudy.yaml:5:1: listen: given twice, first in line 1 (expected: each key once)");
    }

    @Test
    void load_duplicateNames_areRefused() {
        String route = "  - name: openai\n    upstream: { url: \"http://h\" }\n";
        assertThat(fixture.problems(
                        ConfigFixture.MINIMAL.replace("    upstream", "    match: { path: /v1/** }\n    upstream")
                                + route))
                .containsExactly("understudy.yaml:6:11: routes[1].name: openai (expected: a name no other route has)");
    }

    @Test
    void load_tab_saysWhere() {
        assertThat(fixture.problems("listen: 127.0.0.1:8080\nroutes:\n\t- name: a\n"))
                .singleElement()
                .asString()
                .startsWith("understudy.yaml:3:1: yaml: ")
                .contains("TAB");
    }

    @Test
    void load_unclosedBrace_saysWhere() {
        assertThat(fixture.problems("listen: { address: a:1\nroutes: []\n"))
                .singleElement()
                .asString()
                .startsWith("understudy.yaml:2:7: yaml: ");
    }

    @Test
    void load_referenceUnquotedInBraces_saysThatItNeedsQuotes() {
        assertThat(fixture.problems(ConfigFixture.MINIMAL + "capture: { budget: ${BUDGET} }\n"))
                .singleElement()
                .asString()
                .startsWith("understudy.yaml:5:21: yaml: ")
                .endsWith("(expected: \"${NAME}\" in quotes inside braces or brackets)");
    }

    @Test
    void load_badRouteName_isNotReportedTwice() {
        assertThat(fixture.problems(ConfigFixture.shadow().replace("name: openai", "name: open ai")))
                .singleElement()
                .asString()
                .startsWith("understudy.yaml:3:11: routes[0].name: open ai");
    }

    @Test
    void load_emptyFile_isRefused() {
        assertThat(fixture.problems("# nothing\n"))
                .containsExactly("understudy.yaml:1:1: yaml: nothing in it (expected: a configuration with routes)");
    }

    @Test
    void load_secondDocument_isRefused() {
        assertThat(fixture.problems(ConfigFixture.MINIMAL + "---\na: b\n"))
                .containsExactly("understudy.yaml:5:1: yaml: a second document (expected: one document)");
    }

    @Test
    void load_urlWithPassword_doesNotShowIt() {
        assertThat(fixture.problems(ConfigFixture.MINIMAL.replace("api.openai", "user:hunter2@api.openai")))
                .singleElement()
                .asString()
                .startsWith("understudy.yaml:4:22: routes[0].upstream.url: a URL with credentials")
                .doesNotContain("hunter2");
    }

    @Test
    void load_adminOffLoopbackWithoutToken_isRefused() {
        assertThat(fixture.problems(ConfigFixture.MINIMAL + "admin: { listen: 0.0.0.0:9901 }\n"))
                .singleElement()
                .asString()
                .startsWith("understudy.yaml:5:8: admin.token: (none) (expected: a token");
    }

    @Test
    void load_anonymizeOffTowardsAnotherOrigin_needsConsent() {
        assertThat(fixture.problems(ConfigFixture.shadow("anonymize: off")))
                .singleElement()
                .asString()
                .startsWith("understudy.yaml:8:16: shadows[0].anonymize: off (expected: default");
        assertThat(fixture.problems(ConfigFixture.shadow("anonymize: off", "i_accept: true")))
                .isEmpty();
        assertThat(fixture.problems(ConfigFixture.shadow("anonymize: { policy: off, i_accept: true }")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "add: [ names ]                            | add[0]: names (expected: email, phone,",
                "base: loose                               | base: loose (expected: one of default, strict, off)",
                "media: keep                               | media: keep (expected: skip, drop, pass)",
                "patterns: [ { name: a, match: '(' } ]     | patterns[0].match: ( (expected: a pattern of RE2: ",
                "patterns: [ { name: a, match: 'x*' } ]    | patterns[0].match: x* (expected: a pattern that does not",
                "patterns: [ { name: a } ]                 | patterns[0].match: missing (expected: a pattern of RE2)",
                "dictionaries: [ { name: a } ]             | dictionaries[0]: neither of file and words",
                "dictionaries: [ { name: a, file: no } ]   | dictionaries[0].file: no: no such file",
                "dictionaries: [ { name: a, words: ['-'] } ] | dictionaries[0].words: - (expected: words with a letter",
                "phone_regions: [ Germany ]                | phone_regions: Germany (expected: countries in two",
                "nouns: true                               | nouns: unknown key",
                "names: true                               | names: true (expected: a mapping",
                "names: { characters: 512 }                | names.model: missing (expected: a folder)",
                "names: { model: m, characters: 5 }        | names.characters: 5 (expected: 256 to 1048576)",
                "names: { model: broken }                  | names.model: ",
            })
    void load_badPolicy_saysWhereAndWhat(String line, String expected) {
        String policy = "privacy: { policies: { own: { " + line + " } } }\n";
        assertThat(fixture.problems(ConfigFixture.MINIMAL + policy))
                .singleElement()
                .asString()
                .contains("privacy.policies.own." + expected);
    }

    @Test
    void load_policiesOfOnesOwn_canBeNamedByShadows() {
        String policies = "privacy: { rotate: 7d, policies: { own: { add: [ name ] } } }\n";
        assertThat(fixture.problems(ConfigFixture.shadow("anonymize: own") + policies))
                .isEmpty();
        assertThat(fixture.problems(ConfigFixture.shadow("anonymize: other") + policies))
                .singleElement()
                .asString()
                .contains("shadows[0].anonymize: other (expected: one of default, strict, off, own)");
        assertThat(fixture.problems(ConfigFixture.MINIMAL + "privacy: { rotate: 5s }\n"))
                .singleElement()
                .asString()
                .contains("privacy.rotate: 5s (expected: 1m or longer)");
        assertThat(fixture.problems(ConfigFixture.MINIMAL + "privacy: { policies: { strict: {} } }\n"))
                .singleElement()
                .asString()
                .contains("privacy.policies.strict: strict (expected: a name that is not built in)");
    }

    @Test
    void load_wrongPemFiles_saysWhatTheyHold() {
        fixture.write("crt", "hello");
        fixture.write("key", "-----BEGIN ENCRYPTED PRIVATE KEY-----");
        String listen = "listen: { address: 127.0.0.1:1, tls: { certificate: crt, key: key } }";
        assertThat(fixture.problems(ConfigFixture.MINIMAL.replace("listen: 127.0.0.1:8080", listen)))
                .extracting(line -> line.split(" \\(")[0])
                .containsExactly(
                        "understudy.yaml:1:53: listen.tls.certificate: crt: holds no certificate that can be read",
                        "understudy.yaml:1:63: listen.tls.key: key: holds an encrypted key");
    }

    @Test
    void load_missingFile_isOneLine() {
        assertThat(ConfigFixture.file(folder.resolve("none.yaml")).load().problems())
                .singleElement()
                .hasToString(folder + "/none.yaml:1:1: (file): no such file (expected: a readable YAML file in UTF-8)");
    }

    @Test
    void load_directory_isOneLine() {
        assertThat(ConfigFixture.file(folder).load().problems())
                .singleElement()
                .asString()
                .contains("is a directory");
    }

    @Test
    void load_brokenUtf8_saysWhere() throws IOException {
        Path file = folder.resolve("latin.yaml");
        Files.write(file, new byte[] {'a', ':', '\n', 'b', ':', ' ', (byte) 0xe9, '\n'});
        assertThat(ConfigFixture.file(file).load().problems())
                .singleElement()
                .hasToString(file + ":2:4: (file): is not UTF-8 (expected: a readable YAML file in UTF-8)");
    }
}
