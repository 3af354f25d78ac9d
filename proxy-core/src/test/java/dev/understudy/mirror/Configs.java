package dev.understudy.mirror;

import dev.understudy.config.BreakerConfig;
import dev.understudy.config.ByteSize;
import dev.understudy.config.CandidateConfig;
import dev.understudy.config.ContainmentConfig;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.LimitsConfig;
import dev.understudy.config.ListenConfig;
import dev.understudy.config.MatchConfig;
import dev.understudy.config.PolicyConfig;
import dev.understudy.config.Price;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.SampleConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.testing.Variants;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Configurations for tests: one route, shadows that differ in what a test is about. */
final class Configs {
    static final Map<String, Price> PRICES =
            Map.of("gpt-4o", new Price(new BigDecimal("2.50"), new BigDecimal("1.25"), new BigDecimal("10.00")));
    static final RouteConfig ROUTE =
            new RouteConfig("openai", MatchConfig.everything(), UpstreamConfig.of("http://live.test"));

    private Configs() {}

    static ProxyConfig of(ShadowConfig... shadows) {
        return of(ProxyConfig.CAPTURE_BUDGET, shadows);
    }

    static ProxyConfig of(ByteSize captureBudget, ShadowConfig... shadows) {
        return ProxyConfig.of(ListenConfig.at("127.0.0.1", 0), List.of(ROUTE))
                .captureBudget(captureBudget)
                .prices(PRICES)
                .shadows(List.of(shadows))
                .build();
    }

    static Shadow shadow(String name) {
        return new Shadow(name);
    }

    static LimitsConfig limits(int inFlight, int queue) {
        return new LimitsConfig(
                inFlight, queue, null, null, ByteSize.mebibytes(1), ByteSize.mebibytes(1), Duration.ofSeconds(30));
    }

    /** A shadow in the making. */
    static final class Shadow {
        private final String name;
        private boolean enabled = true;
        private String when;
        private SampleConfig sample = SampleConfig.ALL;
        private String url = "http://candidate.test";
        private VariantConfig variant = VariantConfig.NONE;
        private ShadowConfig.Start start = ShadowConfig.Start.WITH_LIVE;
        private boolean keep;
        private LimitsConfig limits = Configs.limits(32, 256);
        private BreakerConfig breaker = BreakerConfig.DEFAULT;
        private double control;
        private ContainmentConfig containment = ContainmentConfig.DEFAULT;

        private Shadow(String name) {
            this.name = name;
        }

        Shadow when(String expression) {
            when = expression;
            return this;
        }

        Shadow sample(double percent) {
            sample = new SampleConfig(percent, SampleConfig.By.CONVERSATION, null);
            return this;
        }

        Shadow at(String candidateUrl) {
            url = candidateUrl;
            return this;
        }

        Shadow model(String model) {
            return variant(Variants.ofModel(model));
        }

        Shadow variant(VariantConfig of) {
            variant = of;
            return this;
        }

        Shadow afterLive() {
            start = ShadowConfig.Start.AFTER_LIVE;
            return this;
        }

        Shadow keepWhenClientLeaves() {
            keep = true;
            return this;
        }

        Shadow limits(LimitsConfig bounds) {
            limits = bounds;
            return this;
        }

        Shadow breaker(int failures, Duration pause) {
            breaker = new BreakerConfig(failures, pause);
            return this;
        }

        Shadow containment(ContainmentConfig as) {
            containment = as;
            return this;
        }

        Shadow control(double percent) {
            control = percent;
            return this;
        }

        Shadow enabled(boolean on) {
            enabled = on;
            return this;
        }

        ShadowConfig build() {
            CandidateConfig candidate =
                    new CandidateConfig(UpstreamConfig.of(url), CredentialsConfig.NONE, "same", variant);
            return ShadowConfig.of(name, "openai", candidate)
                    .enabled(enabled)
                    .when(when)
                    .sample(sample)
                    .start(start)
                    .keepWhenClientLeaves(keep)
                    .anonymize(PolicyConfig.OFF)
                    .limits(limits)
                    .breaker(breaker)
                    .controlPercent(control)
                    .containment(containment)
                    .build();
        }
    }
}
