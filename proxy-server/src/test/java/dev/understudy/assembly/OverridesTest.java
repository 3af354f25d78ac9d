package dev.understudy.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.admin.Setting;
import dev.understudy.admin.ShadowOverride;
import dev.understudy.config.CandidateConfig;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.ListenConfig;
import dev.understudy.config.MatchConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.SampleConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OverridesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Setting OFF = new Setting.Enabled(false);

    private static ShadowConfig shadow(String name, boolean enabled) {
        CandidateConfig candidate = new CandidateConfig(
                UpstreamConfig.of("http://candidate.example"), CredentialsConfig.NONE, "same", VariantConfig.NONE);
        return ShadowConfig.of(name, "route", candidate).enabled(enabled).build();
    }

    private static ProxyConfig config(ShadowConfig... shadows) {
        RouteConfig route =
                new RouteConfig("route", MatchConfig.everything(), UpstreamConfig.of("http://live.example"));
        return ProxyConfig.of(ListenConfig.at("localhost", 0), List.of(route))
                .shadows(List.of(shadows))
                .build();
    }

    private static List<Boolean> enabled(Overrides overrides) {
        return overrides.inForce().shadows().stream().map(ShadowConfig::enabled).toList();
    }

    private static Overrides off(Overrides overrides, String shadow) {
        return overrides.with(shadow, OFF, "ops", NOON, null);
    }

    @Test
    void inForce_nothingOverridden_isTheFile() {
        ProxyConfig file = config(shadow("a", true), shadow("b", false));
        assertThat(Overrides.none(file).inForce()).isEqualTo(file);
    }

    @Test
    void over_overriddenShadow_staysSoThroughReloads() {
        Overrides first = off(Overrides.none(config(shadow("a", true), shadow("b", true))), "a");
        assertThat(enabled(first)).containsExactly(false, true);
        assertThat(enabled(first.over(config(shadow("a", true), shadow("b", false)))))
                .containsExactly(false, false);
    }

    @Test
    void over_fileChangesItsWord_fileWins() {
        Overrides on =
                Overrides.none(config(shadow("a", false))).with("a", new Setting.Enabled(true), "ops", NOON, null);
        assertThat(enabled(on.over(config(shadow("a", true))))).containsExactly(true);
        assertThat(enabled(on.over(config(shadow("a", true))).over(config(shadow("a", false)))))
                .containsExactly(false);
    }

    @Test
    void over_shadowRemovedAndBack_forgetsTheOverride() {
        Overrides first = off(Overrides.none(config(shadow("a", true), shadow("b", true))), "a");
        Overrides without = first.over(config(shadow("b", true)));
        assertThat(without.all()).isEmpty();
        assertThat(enabled(without.over(config(shadow("a", true), shadow("b", true)))))
                .containsExactly(true, true);
    }

    @Test
    void allOff_newShadowLater_isAsTheFileSays() {
        Overrides off = Overrides.none(config(shadow("a", true))).allOff("ops", NOON, null);
        assertThat(enabled(off)).containsExactly(false);
        assertThat(enabled(off.over(config(shadow("a", true), shadow("b", true)))))
                .containsExactly(false, true);
    }

    @Test
    void with_samplePercent_keepsHowItIsSampledAndTheSwitch() {
        Overrides both = off(Overrides.none(config(shadow("a", true))), "a")
                .with("a", new Setting.SamplePercent(5), "ops", NOON, null);
        ShadowConfig shadow = both.inForce().shadows().get(0);
        assertThat(shadow.sample()).isEqualTo(new SampleConfig(5, SampleConfig.By.CONVERSATION, null));
        assertThat(shadow.enabled()).isFalse();
        assertThat(both.all()).hasSize(2);
    }

    @Test
    void with_sameKeyTwice_keepsTheLastAndWhatTheFileSays() {
        Overrides twice = off(Overrides.none(config(shadow("a", true))), "a")
                .with("a", new Setting.Enabled(true), "somebody", NOON.plusSeconds(1), null);
        assertThat(twice.all())
                .containsExactly(new ShadowOverride(
                        "a",
                        new Setting.Enabled(true),
                        new Setting.Enabled(true),
                        "somebody",
                        NOON.plusSeconds(1),
                        null));
    }

    @Test
    void with_unknownShadow_changesNothing() {
        Overrides none = Overrides.none(config(shadow("a", true)));
        assertThat(off(none, "b")).isEqualTo(none);
    }

    @Test
    void at_expiryReached_endsOnlyThat() {
        Overrides two = off(Overrides.none(config(shadow("a", true), shadow("b", true))), "b")
                .with("a", OFF, "ops", NOON, NOON.plusSeconds(60));
        assertThat(enabled(two.at(NOON.plusSeconds(59)))).containsExactly(false, false);
        assertThat(enabled(two.at(NOON.plusSeconds(60)))).containsExactly(true, false);
    }

    @Test
    void without_aShadow_takesBackAllOfIt() {
        Overrides two = off(off(Overrides.none(config(shadow("a", true), shadow("b", true))), "a"), "b");
        assertThat(enabled(two.without("a"))).containsExactly(true, false);
    }
}
