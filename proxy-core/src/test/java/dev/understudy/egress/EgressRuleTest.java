package dev.understudy.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.EgressConfig;
import dev.understudy.config.UpstreamConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EgressRuleTest {
    private static final UpstreamConfig LIVE = UpstreamConfig.of("https://api.openai.com");

    private static EgressConfig allowing(String... places) {
        return new EgressConfig(Arrays.stream(places).map(EgressConfig::allowed).toList(), List.of());
    }

    private static EgressRule rule(String url, String... allowed) {
        return EgressRule.of(allowing(allowed), LIVE, UpstreamConfig.of(url));
    }

    private static boolean admits(EgressRule rule, String address) throws UnknownHostException {
        return rule.admits(InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "100.64.0.1",
                "169.254.169.254",
                "0.0.0.0",
                "224.0.0.1",
                "::1",
                "fd00::1",
                "fe80::1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "198.18.0.1",
                "192.0.2.1"
            })
    void admits_nothingListed_refusesWhatIsNotTheInternet(String address) throws Exception {
        EgressRule rule = rule("http://candidate.example");
        assertThat(admits(rule, address)).isFalse();
        assertThat(admits(rule, "8.8.8.8")).isTrue();
        assertThat(admits(rule, "2606:4700::1")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.9.9.9, 192.168.0.1",
        "10.0.0.0/8, ::ffff:10.9.9.9, ::ffff:11.0.0.1",
        "10.0.0.5:80, 10.0.0.5, 10.0.0.6",
        "candidate.example, 127.0.0.1, 169.254.1.1",
        "candidate.example:80, fd00::1, fe80::1",
        "CANDIDATE.example., 100.64.0.1, 169.254.169.254",
        "169.254.169.254, 169.254.169.254, 169.254.169.253",
        "fd00::/8, fd00::1, fd00:ec2::254",
        "169.254.0.0/16, 169.254.9.9, 169.254.169.254",
        "[fd00::1]:80, fd00::1, fd00::2"
    })
    void admits_listed_opensThatMuch(String listed, String inside, String outside) throws Exception {
        EgressRule rule = rule("http://candidate.example", listed);
        assertThat(admits(rule, inside)).isTrue();
        // 11.0.0.1 is public; every other address here is inside too.
        assertThat(admits(rule, outside)).isEqualTo(outside.contains("11.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8:443", "candidate.example:8080", "other.example", "localhost"})
    void admits_listedForSomethingElse_refuses(String listed) throws Exception {
        assertThat(admits(rule("http://candidate.example", listed), "10.0.0.1")).isFalse();
    }

    @Test
    void of_liveOriginItself_isTrusted() throws Exception {
        EgressRule rule = EgressRule.of(
                EgressConfig.DEFAULT,
                UpstreamConfig.of("http://10.0.0.1:8080/a"),
                UpstreamConfig.of("http://10.0.0.1:8080/b"));
        assertThat(rule).isEqualTo(EgressRule.TRUSTED);
        assertThat(admits(rule, "169.254.169.254")).isTrue();
        assertThat(rule.refusal()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:1, http://127.0.0.1:2, true",
        "http://localhost:1, http://[::1]:2, true",
        "http://127.0.0.1:1, http://localhost:2, true",
        "http://127.0.0.1:1, http://candidate.example, false",
        "http://live.example, http://localhost:2, false",
        "http://10.0.0.1, http://10.0.0.2, false"
    })
    void of_liveOnLoopback_trustsLoopbackThatIsWrittenSo(String live, String candidate, boolean admitted)
            throws Exception {
        EgressRule rule = EgressRule.of(EgressConfig.DEFAULT, UpstreamConfig.of(live), UpstreamConfig.of(candidate));
        assertThat(admits(rule, "127.0.0.1")).isEqualTo(admitted);
        assertThat(admits(rule, "10.0.0.2")).isFalse();
        assertThat(admits(rule, "169.254.169.254")).isFalse();
    }

    @Test
    void hosts_given_admitNoOther() throws Exception {
        EgressConfig config = new EgressConfig(
                List.of(), List.of(EgressConfig.host("api.openai.com:443"), EgressConfig.host("*.azure.com")));
        EgressRule other = EgressRule.of(config, LIVE, UpstreamConfig.of("https://evil.example"));
        assertThat(admits(other, "8.8.8.8")).isFalse();
        assertThat(other.refusal()).isEqualTo("evil.example:443 is not among egress.hosts");
        assertThat(other.remedy()).isEqualTo("egress: { hosts: [ \"evil.example:443\" ] }");
        EgressRule below = EgressRule.of(config, LIVE, UpstreamConfig.of("https://eu.azure.com"));
        assertThat(admits(below, "8.8.8.8")).isTrue();
        assertThat(EgressRule.of(config, LIVE, UpstreamConfig.of("https://azure.com"))
                        .admitsHost())
                .isFalse();
        assertThat(EgressRule.of(config, LIVE, UpstreamConfig.of("http://api.openai.com"))
                        .admitsHost())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9",
                "http://[::ffff:127.0.0.1]:9",
                "http://localhost:9",
                "http://169.254.169.254",
                "http://[fe80::1]",
                "http://0.0.0.0"
            })
    void refusal_literalInside_isKnownWithoutAsking(String url) {
        EgressRule rule = rule(url);
        assertThat(rule.refusal()).contains("where no candidate may be");
        String remedy = rule.remedy();
        String listed = remedy.substring(remedy.indexOf('"') + 1, remedy.lastIndexOf('"'));
        assertThat(rule(url, listed).refusal()).as(remedy).isNull();
    }

    @Test
    void seemsInside_namesOfClustersAndCompose_do() {
        assertThat(rule("http://ollama:11434").seemsInside()).isTrue();
        assertThat(rule("http://llm.team.svc").seemsInside()).isTrue();
        assertThat(rule("http://llm.corp.internal").seemsInside()).isTrue();
        assertThat(rule("http://api.example").seemsInside()).isFalse();
        assertThat(rule("http://ollama:11434", "ollama:11434").seemsInside()).isFalse();
        assertThat(rule("http://ollama:11434", "10.0.0.0/8").seemsInside()).isFalse();
    }
}
