package dev.understudy.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.BreakerConfig;
import dev.understudy.config.CandidateConfig;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.LimitsConfig;
import dev.understudy.config.ListenConfig;
import dev.understudy.config.MatchConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.RuntimeConfig;
import dev.understudy.config.SampleConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SwitchesTest {
    private final Switches switches = new Switches();

    private static ShadowConfig shadow(String name, boolean enabled) {
        UpstreamConfig upstream = UpstreamConfig.of("http://candidate.example");
        return new ShadowConfig(
                name,
                "route",
                enabled,
                null,
                SampleConfig.ALL,
                new CandidateConfig(upstream, CredentialsConfig.NONE, "same", VariantConfig.NONE),
                ShadowConfig.Start.WITH_LIVE,
                false,
                "default",
                LimitsConfig.DEFAULT,
                BreakerConfig.DEFAULT,
                0,
                List.of(),
                null);
    }

    private static ProxyConfig config(ShadowConfig... shadows) {
        RouteConfig route = new RouteConfig(
                "route", MatchConfig.everything(), UpstreamConfig.of("http://live.example"), null, null, null);
        return new ProxyConfig(
                ListenConfig.at("localhost", 0),
                null,
                ProxyConfig.CAPTURE_BUDGET,
                ProxyConfig.LIVE_BODY_LIMIT,
                ProxyConfig.SAMPLING_KEY,
                Map.of(),
                List.of(route),
                List.of(shadows),
                RuntimeConfig.DEFAULT);
    }

    private static List<Boolean> enabled(ProxyConfig config) {
        return config.shadows().stream().map(ShadowConfig::enabled).toList();
    }

    @Test
    void over_nothingSwitched_isTheFile() {
        assertThat(enabled(switches.over(config(shadow("a", true), shadow("b", false)))))
                .containsExactly(true, false);
    }

    @Test
    void over_switchedShadow_staysSwitchedThroughReloads() {
        ProxyConfig first = switches.over(config(shadow("a", true), shadow("b", true)));
        assertThat(enabled(switches.set(first, "a", false))).containsExactly(false, true);
        assertThat(enabled(switches.over(config(shadow("a", true), shadow("b", true)))))
                .containsExactly(false, true);
    }

    @Test
    void over_fileChangesItsWord_fileWins() {
        ProxyConfig first = switches.over(config(shadow("a", false)));
        switches.set(first, "a", true);
        assertThat(enabled(switches.over(config(shadow("a", true))))).containsExactly(true);
        assertThat(enabled(switches.over(config(shadow("a", false))))).containsExactly(false);
    }

    @Test
    void over_shadowRemovedAndBack_forgetsTheSwitch() {
        ProxyConfig first = switches.over(config(shadow("a", true), shadow("b", true)));
        switches.set(first, "a", false);
        switches.over(config(shadow("b", true)));
        assertThat(enabled(switches.over(config(shadow("a", true), shadow("b", true)))))
                .containsExactly(true, true);
    }

    @Test
    void allOff_newShadowLater_isAsTheFileSays() {
        ProxyConfig first = switches.over(config(shadow("a", true)));
        assertThat(enabled(switches.allOff(first))).containsExactly(false);
        assertThat(enabled(switches.over(config(shadow("a", true), shadow("b", true)))))
                .containsExactly(false, true);
    }
}
