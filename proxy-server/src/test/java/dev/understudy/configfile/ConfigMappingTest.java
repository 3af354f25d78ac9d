package dev.understudy.configfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.AdminToken;
import dev.understudy.config.AuditConfig;
import dev.understudy.config.BreakerConfig;
import dev.understudy.config.ByteSize;
import dev.understudy.config.CandidateConfig;
import dev.understudy.config.ContainmentConfig;
import dev.understudy.config.ContainmentConfig.ServerTools;
import dev.understudy.config.ContainmentConfig.Store;
import dev.understudy.config.DriftConfig;
import dev.understudy.config.EgressConfig;
import dev.understudy.config.JudgeConfig;
import dev.understudy.config.LimitsConfig;
import dev.understudy.config.OtlpConfig;
import dev.understudy.config.PolicyConfig;
import dev.understudy.config.PolicyConfig.Detector;
import dev.understudy.config.PolicyConfig.DictionaryConfig;
import dev.understudy.config.PolicyConfig.Media;
import dev.understudy.config.PolicyConfig.PatternConfig;
import dev.understudy.config.PrivacyConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RetentionConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.RuntimeConfig;
import dev.understudy.config.SampleConfig;
import dev.understudy.config.SamplesConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.SystemPrompt;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.configfile.ConfigLoad.Loaded;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every key reaches its record, and every key left out has its documented default. */
final class ConfigMappingTest {
    private static final Loaded FULL =
            (Loaded) ConfigFixture.file(ConfigFixture.resource("full.yaml")).load();

    private final ProxyConfig full = FULL.config();

    @TempDir
    Path folder;

    private static void policy(PolicyConfig policy) {
        assertThat(policy.name()).isEqualTo("support");
        assertThat(policy.detect())
                .contains(Detector.NAME, Detector.EMAIL)
                .doesNotContain(Detector.IP_ADDRESS, Detector.NUMBER);
        assertThat(policy.media()).isEqualTo(Media.DROP);
        assertThat(policy.patterns()).containsExactly(new PatternConfig("ticket", "TCK-\\d{6}"));
        assertThat(policy.dictionaries())
                .containsExactly(
                        new DictionaryConfig("customers", List.of("Jane Q. Roe", "Acme Rockets")),
                        new DictionaryConfig("projects", List.of("Blue Heron", "Ursa")));
        assertThat(policy.phoneRegions()).containsExactly("DE", "CH");
        assertThat(policy.names().model())
                .isEqualTo(ConfigFixture.resource("full.yaml").resolveSibling("names"));
        assertThat(policy.names().characters()).isEqualTo(4096);
        assertThat(policy.names().lists()).isTrue();
    }

    @Test
    void load_everyTopLevelKey_isMapped() {
        assertThat(full.listen().host()).isEqualTo("0.0.0.0");
        assertThat(full.listen().port()).isEqualTo(8443);
        assertThat(full.listen().tls().certificate()).isEqualTo(ConfigFixture.resource("tls/server.crt"));
        assertThat(full.listen().tls().key()).isEqualTo(ConfigFixture.resource("tls/server.key"));
        assertThat(full.listen().headLimit()).isEqualTo(ByteSize.parse("32KiB"));
        assertThat(full.listen().headTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(full.listen().keepAlive()).isEqualTo(Duration.ofSeconds(40));
        assertThat(full.admin().port()).isEqualTo(9901);
        assertThat(full.admin().token()).isEqualTo("admin-token-from-file");
        assertThat(full.captureBudget()).isEqualTo(ByteSize.mebibytes(64));
        assertThat(full.liveBodyLimit()).isEqualTo(ByteSize.mebibytes(16));
        assertThat(full.samplingKey()).isEqualTo("sampling-secret");
        assertThat(full.privacy().key()).isEqualTo("privacy-secret");
        assertThat(full.privacy().rotate()).isEqualTo(Duration.ofDays(30));
        policy(full.privacy().policies().get("support"));
        assertThat(full.admin().tokens())
                .containsExactly(
                        new AdminToken("grafana", "grafana-secret", AdminToken.Role.READ),
                        new AdminToken("reviewer", "sk-candidate-123-reviewer", AdminToken.Role.CONTENT));
        assertThat(full.drift()).isEqualTo(new DriftConfig(50, 7.5));
        assertThat(full.egress().allow()).hasToString("[10.0.0.0/8, [fd00::1]:8080]");
        assertThat(full.egress().hosts()).hasToString("[api.openai.com, *.example, gateway.example, judge.example]");
        assertThat(full.otlp())
                .isEqualTo(new OtlpConfig(
                        URI.create("https://collector.example:4318/prefix"),
                        Map.of("x-api-key", "sk-candidate-123"),
                        Duration.ofSeconds(3),
                        true,
                        ConfigFixture.resource("tls/ca.crt"),
                        "refunds-proxy",
                        Map.of("deployment.environment.name", "staging"),
                        false,
                        Duration.ofSeconds(15),
                        true,
                        12.5));
        assertThat(full.store().path()).hasFileName("evidence.db").isAbsolute();
        assertThat(full.store().comparisonsPath()).hasFileName("evidence.db.comparisons");
        assertThat(full.store().comparisons())
                .isEqualTo(new RetentionConfig(5000, Duration.ofDays(3), ByteSize.mebibytes(64)));
        assertThat(full.store().auditPath()).hasFileName("evidence.db.audit");
        assertThat(full.store().audit()).isEqualTo(new AuditConfig(77, Duration.ofDays(30)));
        assertThat(full.prices().get("gpt-5-mini").cachedInput()).isEqualTo(new BigDecimal("0.025"));
        assertThat(full.prices().get("gpt-5-mini").output()).isEqualTo(new BigDecimal("2.00"));
        assertThat(full.runtime())
                .isEqualTo(new RuntimeConfig(RuntimeConfig.Transport.NIO, 3, 2, 5, Duration.ofSeconds(7)));
    }

    @Test
    void load_otlpWithAnEndpointOnly_sendsBoth() {
        OtlpConfig otlp = new ConfigFixture(folder)
                .config(ConfigFixture.MINIMAL + "otlp: { endpoint: \"http://localhost:4318\" }\n")
                .otlp();
        assertThat(otlp)
                .isEqualTo(new OtlpConfig(
                        URI.create("http://localhost:4318"),
                        Map.of(),
                        Duration.ofSeconds(10),
                        false,
                        null,
                        "understudy",
                        Map.of(),
                        true,
                        Duration.ofMinutes(1),
                        true,
                        100));
        assertThat(new ConfigFixture(folder).config(ConfigFixture.MINIMAL).otlp())
                .isNull();
    }

    @Test
    void load_everyRouteKey_isMapped() {
        RouteConfig route = full.route("openai");
        assertThat(route.match().path()).isEqualTo("/v1/**");
        assertThat(route.match().host()).isEqualTo("*.example.com");
        assertThat(route.match().headers()).isEqualTo(Map.of("x-team", "refunds"));
        UpstreamConfig upstream = route.upstream();
        assertThat(upstream.origin()).isEqualTo("https://api.openai.com:443");
        assertThat(upstream.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(upstream.responseTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(upstream.idleTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(upstream.keepAlive()).isEqualTo(Duration.ofSeconds(20));
        assertThat(upstream.maxConnections()).isEqualTo(512);
        assertThat(upstream.ca()).isEqualTo(ConfigFixture.resource("tls/ca.crt"));
        assertThat(route.dialect()).isEqualTo("openai-chat");
        assertThat(route.live().model()).isEqualTo("gpt-4o");
        assertThat(route.live().systemPrompt())
                .isEqualTo(new SystemPrompt(SystemPrompt.Mode.REPLACE, "Process refund if customer requests it.\n"));
        assertThat(route.live().set()).hasToString("{temperature=1.10}");
        assertThat(route.live().remove()).containsExactly("logit_bias");
        assertThat(route.live().patch()).hasSize(1);
        assertThat(route.liveCredentials().headers()).isEqualTo(Map.of("authorization", "Bearer sk-live-from-file"));
    }

    @Test
    void load_everyShadowKey_isMapped() {
        ShadowConfig shadow = full.shadows().get(0);
        assertThat(shadow.enabled()).isFalse();
        assertThat(shadow.when()).isEqualTo("request.body.model == \"gpt-4o\"");
        assertThat(shadow.sample()).isEqualTo(new SampleConfig(12.5, SampleConfig.By.HEADER, "x-session"));
        assertThat(shadow.start()).isEqualTo(ShadowConfig.Start.AFTER_LIVE);
        assertThat(shadow.keepWhenClientLeaves()).isTrue();
        assertThat(shadow.anonymize()).isEqualTo(PolicyConfig.OFF);
        assertThat(shadow.containment()).isEqualTo(new ContainmentConfig(Store.OMIT, Store.FORCE, ServerTools.SKIP));
        assertThat(shadow.limits().inFlight()).isEqualTo(8);
        assertThat(shadow.limits().queue()).isEqualTo(16);
        assertThat(shadow.limits().rate().perSecond()).isEqualTo(100 / 60.0);
        assertThat(shadow.limits().spend().usd()).isEqualTo(new BigDecimal("25"));
        assertThat(shadow.limits().spend().window()).isEqualTo(Duration.ofDays(1));
        assertThat(shadow.limits().body()).isEqualTo(ByteSize.mebibytes(1));
        assertThat(shadow.limits().response()).isEqualTo(ByteSize.mebibytes(2));
        assertThat(shadow.limits().duration()).isEqualTo(Duration.ofSeconds(30));
        assertThat(shadow.breaker().failures()).isEqualTo(5);
        assertThat(shadow.breaker().pause()).isEqualTo(Duration.ofSeconds(3));
        assertThat(shadow.controlPercent()).isEqualTo(20);
        assertThat(shadow.compare()).extracting("name").containsExactly("status", "exact", "json");
        assertThat(shadow.compare().get(2).options().get("tolerance")).hasToString("0.01");
        assertThat(shadow.gate().confidence()).isEqualTo(0.99);
        assertThat(shadow.gate().silence()).isEqualTo(Duration.ofSeconds(90));
        assertThat(shadow.gate().rules()).containsExactly("error.rate <= live + 0.005");
        assertThat(shadow.samples()).isEqualTo(new SamplesConfig(50, SamplesConfig.Content.PSEUDONYMISED));
    }

    @Test
    void load_everyJudgeKey_isMapped() {
        JudgeConfig judge = full.shadows().get(0).judge();
        assertThat(judge.upstream().url()).hasToString("https://candidate.example:8443/prefix");
        assertThat(judge.credentials().headers()).isEqualTo(Map.of("x-api-key", "sk-candidate-123"));
        assertThat(judge.dialect()).isEqualTo("anthropic-messages");
        assertThat(judge.path()).isEqualTo("/judge/{model}");
        assertThat(judge.model()).isEqualTo("claude-judge");
        assertThat(judge.set()).hasToString("{temperature=0}");
        assertThat(judge.rubric()).isEqualTo("Process refund if customer requests it.\n");
        assertThat(judge.systemPrompt()).isFalse();
        assertThat(judge.bothOrders()).isTrue();
        assertThat(judge.percent()).isEqualTo(5);
        assertThat(judge.breaker()).isEqualTo(new BreakerConfig(3, Duration.ofSeconds(5)));
        assertThat(judge.limits())
                .isEqualTo(new LimitsConfig(
                        2,
                        3,
                        new LimitsConfig.Rate(1),
                        new LimitsConfig.Spend(new BigDecimal("2"), Duration.ofDays(1)),
                        ByteSize.parse("64KiB"),
                        ByteSize.parse("32KiB"),
                        Duration.ofSeconds(20)));
    }

    @Test
    void load_minimalJudge_hasTheDefaults() {
        ShadowConfig shadow = new ConfigFixture(folder)
                .config(ConfigFixture.shadow("judge: { upstream: { url: \"https://j.example\" }, model: m }"))
                .shadows()
                .get(0);
        JudgeConfig judge = shadow.judge();
        assertThat(judge.dialect()).isEqualTo("openai-chat");
        assertThat(judge.credentials().headers()).isEmpty();
        assertThat(judge.rubric()).isNull();
        assertThat(judge.systemPrompt()).isTrue();
        assertThat(judge.bothOrders()).isFalse();
        assertThat(judge.percent()).isEqualTo(100);
        assertThat(judge.limits()).isEqualTo(JudgeConfig.LIMITS);
    }

    @Test
    void load_everyCandidateKey_isMapped() {
        var candidate = full.shadows().get(0).candidate();
        assertThat(candidate.upstream().url()).hasToString("https://candidate.example:8443/prefix");
        assertThat(candidate.upstream().connectTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(candidate.credentials().headers())
                .isEqualTo(Map.of("authorization", "Bearer sk-candidate-123", "x-org", "acme"));
        assertThat(candidate.dialect()).isEqualTo("openai-chat");
        assertThat(candidate.translationLoss()).isEqualTo(CandidateConfig.TranslationLoss.NOT_COMPARABLE);
        assertThat(candidate.path()).isEqualTo("/openai/deployments/{model}/chat/completions?api-version=1");
        assertThat(candidate.variant().model()).isEqualTo("gpt-5-mini");
        assertThat(candidate.variant().systemPrompt())
                .isEqualTo(new SystemPrompt(SystemPrompt.Mode.APPEND, "Be brief."));
        assertThat(candidate.variant().set()).hasToString("{temperature=0.20, nested={\"deep\":[1,true,null,\"1\"]}}");
        assertThat(candidate.variant().remove()).containsExactly("seed", "top_p");
        assertThat(candidate.variant().patch()).extracting("path").containsExactly("/metadata/shadow", "/b");
        assertThat(full.shadows().get(1).candidate().variant().systemPrompt().mode())
                .isEqualTo(SystemPrompt.Mode.PREPEND);
        assertThat(full.shadows().get(2).candidate().variant().systemPrompt())
                .isEqualTo(new SystemPrompt(SystemPrompt.Mode.REPLACE, "All of it."));
    }

    @Test
    void load_fullFile_refersToItsFiles() {
        assertThat(FULL.fingerprint().files())
                .extracting(path -> path.getFileName().toString())
                .containsExactlyInAnyOrder(
                        "full.yaml",
                        "server.crt",
                        "server.key",
                        "ca.crt",
                        "admin-token",
                        "customers.txt",
                        "live-key",
                        "live.md");
    }

    @Test
    void load_minimalFile_hasTheDefaults() {
        ProxyConfig config = new ConfigFixture(folder).config(ConfigFixture.shadow());
        assertThat(config.listen().headLimit()).isEqualTo(ByteSize.parse("64KiB"));
        assertThat(config.listen().headTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.listen().keepAlive()).isEqualTo(Duration.ofSeconds(75));
        assertThat(config.listen().tls()).isNull();
        assertThat(config.admin()).isNull();
        assertThat(config.captureBudget()).isEqualTo(ByteSize.mebibytes(256));
        assertThat(config.liveBodyLimit()).isEqualTo(ByteSize.mebibytes(32));
        assertThat(config.samplingKey()).isEqualTo("understudy");
        assertThat(config.privacy()).isEqualTo(PrivacyConfig.DEFAULT);
        assertThat(config.store()).isNull();
        assertThat(config.egress()).isEqualTo(EgressConfig.DEFAULT);
        assertThat(config.drift()).isEqualTo(new DriftConfig(100, 5));
        assertThat(config.prices()).isEmpty();
        assertThat(config.runtime()).isEqualTo(RuntimeConfig.DEFAULT);
    }

    @Test
    void load_minimalRoute_hasTheDefaults() {
        RouteConfig route =
                new ConfigFixture(folder).config(ConfigFixture.MINIMAL).routes().get(0);
        assertThat(route.match().path()).isEqualTo("/**");
        assertThat(route.live()).isNull();
        assertThat(route.liveCredentials()).isNull();
        assertThat(route.dialect()).isNull();
        assertThat(route.upstream()).isEqualTo(UpstreamConfig.of("https://api.openai.com"));
    }

    @Test
    void load_containmentStoreAlone_countsForControlToo() {
        ShadowConfig shadow = new ConfigFixture(folder)
                .config(ConfigFixture.shadow("containment: { store: omit }"))
                .shadows()
                .get(0);
        assertThat(shadow.containment()).isEqualTo(new ContainmentConfig(Store.OMIT, Store.OMIT, ServerTools.REMOVE));
    }

    @Test
    void load_minimalShadow_hasTheDefaults() {
        ShadowConfig shadow = new ConfigFixture(folder)
                .config(ConfigFixture.shadow())
                .shadows()
                .get(0);
        assertThat(shadow.enabled()).isTrue();
        assertThat(shadow.when()).isNull();
        assertThat(shadow.sample()).isEqualTo(SampleConfig.ALL);
        assertThat(shadow.candidate().dialect()).isEqualTo("same");
        assertThat(shadow.candidate().credentials().headers()).isEmpty();
        assertThat(shadow.candidate().variant().changesNothing()).isTrue();
        assertThat(shadow.start()).isEqualTo(ShadowConfig.Start.WITH_LIVE);
        assertThat(shadow.keepWhenClientLeaves()).isFalse();
        assertThat(shadow.anonymize()).isEqualTo(PolicyConfig.DEFAULT);
        assertThat(shadow.containment()).isEqualTo(ContainmentConfig.DEFAULT);
        assertThat(shadow.controlPercent()).isZero();
        assertThat(shadow.gate()).isNull();
        assertThat(shadow.judge()).isNull();
        assertThat(shadow.limits().inFlight()).isEqualTo(32);
        assertThat(shadow.limits().queue()).isEqualTo(256);
        assertThat(shadow.breaker().failures()).isEqualTo(20);
        assertThat(shadow.compare())
                .extracting("name")
                .isEqualTo(List.of("status", "exact", "text", "json", "latency", "usage"));
    }
}
