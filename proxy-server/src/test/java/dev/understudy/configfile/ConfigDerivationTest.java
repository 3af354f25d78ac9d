package dev.understudy.configfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.ProxyConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigDerivationTest {
    @TempDir
    Path folder;

    private ConfigFixture fixture;

    @BeforeEach
    void fixture() {
        fixture = new ConfigFixture(folder);
    }

    private ProxyConfig config(String url, String live, String shadow) {
        return fixture.config("""
                listen: 127.0.0.1:8080
                prices: { m: { input: 1, output: 2 } }
                routes: [ { name: openai, upstream: { url: "%s" }%s } ]
                shadows:
                  - { name: refunds, route: openai%s }
                """.formatted(url, live, shadow));
    }

    private ProxyConfig production() {
        return config(
                "https://api.openai.com",
                ", live: { system_prompt: { replace: { text: kind } } }",
                ", candidate: { upstream: { url: \"https://api.openai.com\" }, credentials: inherit, model: small }");
    }

    @Test
    void differences_otherEnvironment_areNone() {
        ProxyConfig sandbox = config(
                "http://127.0.0.1:1",
                ", live: { system_prompt: { replace: { text: kind } }, credentials: { authorization: x } }",
                ", sample: { percent: 1 }, candidate: { upstream: { url: \"http://127.0.0.1:2\" }, model: small },"
                        + " limits: { in_flight: 1 }");
        assertThat(ConfigDerivation.differences(production(), sandbox)).isEmpty();
    }

    @Test
    void differences_otherLiveAndOtherCandidate_areListed() {
        ProxyConfig sandbox = config(
                "http://127.0.0.1:1",
                ", live: { system_prompt: { replace: { text: strict } } }",
                ", when: 'true', candidate: { upstream: { url: \"http://127.0.0.1:2\" }, model: large }");
        assertThat(ConfigDerivation.differences(production(), sandbox))
                .containsExactlyInAnyOrder(
                        "routes[openai].live.system_prompt.replace.text: kind → strict",
                        "shadows[refunds].candidate.model: small → large",
                        "shadows[refunds].when: (none) → true");
    }

    @Test
    void differences_moreCandidates_areNone() {
        ProxyConfig sandbox = config(
                "https://api.openai.com",
                ", live: { system_prompt: { replace: { text: kind } } }",
                ", candidate: { upstream: { url: \"https://api.openai.com\" }, credentials: inherit, model: small } }"
                        + "\n  - { name: another, route: openai, candidate: { upstream: { url: \"https://api.openai.com\" },"
                        + " credentials: inherit, model: other }");
        assertThat(ConfigDerivation.differences(production(), sandbox)).isEmpty();
    }
}
