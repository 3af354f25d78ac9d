package dev.understudy.sandbox.trial;

import dev.understudy.config.BreakerConfig;
import dev.understudy.config.CandidateConfig;
import dev.understudy.config.LimitsConfig;
import dev.understudy.config.ListenConfig;
import dev.understudy.config.MatchConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.SampleConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.UpstreamConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configuration of which one shadow and its route are left, and from which nothing leads anywhere but to one provider. What live and the
 * candidate are asked with is as it was: variants, dialects, credentials, privacy, containment.
 */
final class Isolation {
    /** Hostile cases fail in a row, and each has to be played. */
    private static final BreakerConfig PATIENT = new BreakerConfig(Integer.MAX_VALUE, Duration.ofSeconds(1));

    private Isolation() {}

    /** @param simulated whether it costs nothing to ask the provider */
    static ProxyConfig of(ProxyConfig config, ShadowConfig shadow, URI provider, boolean simulated) {
        RouteConfig route = config.route(shadow.route());
        RouteConfig only = new RouteConfig(
                route.name(),
                MatchConfig.everything(),
                at(route.upstream(), provider, simulated),
                route.live(),
                route.liveCredentials(),
                route.dialect(),
                null);
        // Only what is named here is taken over: what leads outside stays behind, and so does what nobody has looked
        // at.
        ProxyConfig isolated = ProxyConfig.of(ListenConfig.at("127.0.0.1", 0), List.of(only))
                .captureBudget(config.captureBudget())
                .liveBodyLimit(config.liveBodyLimit())
                .samplingKey(config.samplingKey())
                .privacy(config.privacy())
                .prices(config.prices())
                .shadows(List.of(played(shadow, provider, simulated)))
                .runtime(config.runtime())
                .drift(config.drift())
                .build();
        check(isolated, provider);
        return isolated;
    }

    private static UpstreamConfig at(UpstreamConfig upstream, URI provider, boolean simulated) {
        return new UpstreamConfig(
                provider,
                upstream.connectTimeout(),
                upstream.responseTimeout(),
                upstream.idleTimeout(),
                upstream.keepAlive(),
                upstream.maxConnections(),
                simulated ? null : upstream.ca());
    }

    private static ShadowConfig played(ShadowConfig shadow, URI provider, boolean simulated) {
        CandidateConfig candidate = shadow.candidate();
        LimitsConfig limits = shadow.limits();
        LimitsConfig unmetered = new LimitsConfig(
                limits.inFlight(),
                Math.max(limits.queue(), 512),
                null,
                null,
                limits.body(),
                limits.response(),
                limits.duration());
        return shadow.but()
                .enabled(true)
                .when(null)
                .sample(new SampleConfig(100, SampleConfig.By.REQUEST, null))
                .candidate(candidate.withUpstream(at(candidate.upstream(), provider, simulated)))
                .start(ShadowConfig.Start.WITH_LIVE)
                .keepWhenClientLeaves(true)
                .limits(simulated ? unmetered : limits)
                .breaker(PATIENT)
                .controlPercent(100)
                // Its opinions would be those of somebody who is not asked in production.
                .judge(null)
                .build();
    }

    /** Nothing else: a key of the configuration that leads outside and is not known here must not be played. */
    private static void check(ProxyConfig config, URI provider) {
        @Nullable
        String stray = config.routes().stream()
                .map(RouteConfig::upstream)
                .filter(upstream -> !upstream.url().equals(provider))
                .map(UpstreamConfig::origin)
                .findFirst()
                .orElse(null);
        boolean only = config.shadows().stream()
                .allMatch(shadow -> shadow.candidate().upstream().url().equals(provider) && shadow.judge() == null);
        if (stray != null || !only || config.admin() != null || config.store() != null) {
            throw new IllegalStateException("the sandbox would reach more than " + provider);
        }
    }
}
