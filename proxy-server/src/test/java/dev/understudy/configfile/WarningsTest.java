package dev.understudy.configfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is allowed but surely not meant. */
final class WarningsTest {
    @TempDir
    Path folder;

    private ConfigFixture fixture;

    @BeforeEach
    void fixture() {
        fixture = new ConfigFixture(folder);
    }

    private String onlyWarning(String yaml) {
        assertThat(fixture.load(yaml)).isInstanceOf(ConfigLoad.Loaded.class);
        assertThat(fixture.problems(yaml)).hasSize(1);
        return fixture.problems(yaml).get(0);
    }

    @Test
    void load_spendWithoutPrice_warns() {
        assertThat(onlyWarning(ConfigFixture.shadow(
                        "limits: { spend: 1USD/hour }",
                        "candidate: { upstream: { url: \"https://candidate.example\" }, model: gpt-9 }")))
                .startsWith("understudy.yaml:8:22: warning: shadows[0].limits.spend: there is no price for gpt-9");
    }

    @Test
    void load_ruleOnNoiseWithoutControl_warns() {
        assertThat(onlyWarning(ConfigFixture.shadow("gate: { rules: [ text.distance <= noise ] }")))
                .startsWith(
                        "understudy.yaml:8:22: warning: shadows[0].gate.rules[0]: there is no control to tell the noise"
                                + " by, so this rule stays undecided");
    }

    @Test
    void load_ruleOfAComparatorThatThisBuildLacks_warns() {
        assertThat(onlyWarning(ConfigFixture.shadow("gate: { rules: [ judge.win_rate >= 0.4 ] }")))
                .contains("judge is not part of this build, so this rule stays undecided");
    }

    @Test
    void load_judgeWithBudgetButNoPrice_warns() {
        assertThat(onlyWarning(ConfigFixture.shadow(
                        "judge: { upstream: { url: \"https://j.example\" }, model: m, limits: { spend: 1USD/day } }")))
                .startsWith(
                        "understudy.yaml:8:81: warning: shadows[0].judge.limits.spend: there is no price for m, so what"
                                + " is spent is unknown and nothing will be judged");
    }

    @Test
    void load_judgeThatCompareDoesNotName_warns() {
        assertThat(onlyWarning(ConfigFixture.shadow(
                        "compare: [ status ]", "judge: { upstream: { url: \"https://j.example\" }, model: m }")))
                .startsWith(
                        "understudy.yaml:9:12: warning: shadows[0].judge: it is never asked: compare does not name it");
    }

    @Test
    void load_expiredCertificate_warnsAndIsUsed() {
        String yaml = ConfigFixture.MINIMAL.replaceFirst(
                "listen: .*",
                "listen: { address: 127.0.0.1:8080, tls: { certificate: "
                        + ConfigFixture.resource("tls/expired.crt") + ", key: "
                        + ConfigFixture.resource("tls/expired.key") + " } }");
        assertThat(onlyWarning(yaml))
                .contains(
                        ": warning: listen.tls.certificate: expired on 2020-01-31T00:00:00Z, so clients will refuse it");
    }

    @Test
    void load_spendWithPrice_isFine() {
        assertThat(fixture.problems(ConfigFixture.shadow(
                                "limits: { spend: 1USD/hour }",
                                "candidate: { upstream: { url: \"https://candidate.example\" }, model: gpt-9 }")
                        + "prices: { gpt-9: { input: 1, output: 2 } }\n"))
                .isEmpty();
    }

    @Test
    void load_routeBehindCatchAll_warnsForRouteAndShadow() {
        String yaml = """
                listen: 127.0.0.1:8080
                routes:
                  - name: all
                    upstream: { url: "https://api.openai.com" }
                  - name: openai
                    match: { path: /v1/** }
                    upstream: { url: "https://api.openai.com" }
                shadows:
                  - name: candidate
                    route: openai
                    candidate: { upstream: { url: "https://api.openai.com" }, credentials: inherit }
                """;
        assertThat(fixture.load(yaml)).isInstanceOf(ConfigLoad.Loaded.class);
        assertThat(fixture.problems(yaml))
                .containsExactly(
                        "understudy.yaml:6:12: warning: routes[1].match: never reached:"
                                + " route all before it takes all of it",
                        "understudy.yaml:10:12: warning: shadows[0].route: can never match:"
                                + " route openai is never reached");
    }

    @Test
    void load_routesApartByHost_areFine() {
        assertThat(fixture.problems("""
                listen: 127.0.0.1:8080
                routes:
                  - name: a
                    match: { host: a.example }
                    upstream: { url: "https://api.openai.com" }
                  - name: b
                    match: { path: /v1/** }
                    upstream: { url: "https://api.openai.com" }
                """)).isEmpty();
    }

    @Test
    void load_comparatorOfAnotherBuild_isLeftOutWithWarning() {
        String yaml = ConfigFixture.shadow("compare: [ text, semantic ]");
        assertThat(onlyWarning(yaml))
                .startsWith("understudy.yaml:8:22: warning: shadows[0].compare[1]: semantic is not part of this build");
        assertThat(fixture.config(yaml).shadows().get(0).compare())
                .extracting("name")
                .containsExactly("text");
    }

    @Test
    void load_percentZero_warns() {
        assertThat(onlyWarning(ConfigFixture.shadow("sample: { percent: 0 }"))).contains("0: nothing will be mirrored");
    }
}
