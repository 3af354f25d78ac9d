package dev.understudy.configfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.ProxyConfig;
import dev.understudy.configfile.ConfigLoad.Loaded;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class ConfigDiffTest {
    @TempDir
    Path folder;

    private List<String> between(String before, String after) {
        ConfigFixture fixture = new ConfigFixture(folder);
        return ConfigDiff.between(fixture.config(before), fixture.config(after));
    }

    @Test
    void between_same_isEmpty() {
        assertThat(between(ConfigFixture.shadow(), ConfigFixture.shadow())).isEmpty();
    }

    @Test
    void between_shadowAdded_saysSo() {
        assertThat(between(ConfigFixture.MINIMAL, ConfigFixture.shadow())).containsExactly("shadows[candidate]: added");
        assertThat(between(ConfigFixture.shadow(), ConfigFixture.MINIMAL))
                .containsExactly("shadows[candidate]: removed");
    }

    @Test
    void between_keys_areNamedWithOldAndNew() {
        assertThat(between(
                        ConfigFixture.shadow("limits: { rate: 20/s }", "compare: [ text ]"),
                        ConfigFixture.shadow(
                                "enabled: false",
                                "limits: { spend: 25USD/day, duration: 90s }",
                                "compare: [ text, json ]")))
                .containsExactly(
                        "shadows[candidate].enabled: true → false",
                        "shadows[candidate].limits.rate: 20/s → (none)",
                        "shadows[candidate].limits.duration: 2m → 90s",
                        "shadows[candidate].limits.spend: (none) → 25USD/day",
                        "shadows[candidate].compare: [\"text\"] → [\"text\",\"json\"]");
    }

    @Test
    void between_otlp_isNamedWithoutItsSecrets() {
        String before = ConfigFixture.MINIMAL + "otlp: { endpoint: \"http://c\", headers: { x: one-secret } }\n";
        assertThat(between(before, before.replace("one-secret", "other-secret").replace("//c", "//d")))
                .containsExactly("otlp.endpoint: http://c → http://d", "otlp.headers.x: *** → *** (changed)");
        assertThat(between(ConfigFixture.MINIMAL, before))
                .singleElement()
                .asString()
                .startsWith("otlp: (none) → {endpoint: http://c, headers: {x: ***}")
                .doesNotContain("one-secret");
    }

    @Test
    void between_credentialsAdded_areMasked() {
        assertThat(between(
                        ConfigFixture.shadow(),
                        ConfigFixture.shadow("candidate: { upstream: { url: \"https://candidate.example\" },"
                                + " credentials: { api-key: \"${CANDIDATE_KEY}\" } }")))
                .containsExactly("shadows[candidate].candidate.credentials: (none) → {api-key: ***}");
    }

    @Test
    void needingRestart_listen_isNamed() {
        ConfigFixture fixture = new ConfigFixture(folder);
        ProxyConfig before = fixture.config(ConfigFixture.MINIMAL);
        ProxyConfig after = fixture.config(ConfigFixture.MINIMAL.replace("8080", "8081"));
        assertThat(ConfigDiff.needingRestart(before, after)).containsExactly("listen");
        assertThat(ConfigDiff.needingRestart(before, before)).isEmpty();
    }

    @Test
    void masked_fullFile_showsNoSecret() {
        Loaded full =
                (Loaded) ConfigFixture.file(ConfigFixture.resource("full.yaml")).load();
        JsonNode masked = MaskedConfig.of(full.config(), full::mask);
        assertThat(masked.toString())
                .doesNotContain("sk-candidate", "sk-live", "sampling-secret", "privacy-secret", "admin-token-from-file")
                .contains(
                        "\"authorization\":\"***\"", "\"token\":\"***\"", "\"temperature\":1.10", "\"rate\":\"100/m\"");
    }

    @Test
    void masked_fullFile_hasTheFilesKeys() {
        Loaded full =
                (Loaded) ConfigFixture.file(ConfigFixture.resource("full.yaml")).load();
        JsonNode shadow = MaskedConfig.of(full.config()).get("shadows").get(0);
        assertThat(shadow.propertyNames())
                .containsExactly(
                        "name",
                        "route",
                        "enabled",
                        "when",
                        "sample",
                        "candidate",
                        "start",
                        "when_client_leaves",
                        "anonymize",
                        "containment",
                        "limits",
                        "breaker",
                        "control",
                        "compare",
                        "judge",
                        "gate",
                        "samples");
        assertThat(shadow.get("sample").get("by").stringValue()).isEqualTo("header:x-session");
    }
}
