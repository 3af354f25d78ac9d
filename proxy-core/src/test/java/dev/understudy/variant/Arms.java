package dev.understudy.variant;

import dev.understudy.config.CandidateConfig;
import dev.understudy.config.ContainmentConfig;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.MatchConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.privacy.Pseudonymiser;
import org.jspecify.annotations.Nullable;

/** Makes what tests derive requests with. */
final class Arms {
    static final String LIVE = "https://api.openai.com";
    static final String ELSEWHERE = "https://candidate.example";

    private Arms() {}

    static ArmRequests of(CandidateConfig candidate, RouteConfig route) {
        return new ArmRequests(shadow(candidate), route, Pseudonymiser.OFF);
    }

    static ArmRequests of(CandidateConfig candidate, Pseudonymiser privacy) {
        return new ArmRequests(shadow(candidate), route(null, null), privacy);
    }

    static ArmRequests of(CandidateConfig candidate, ContainmentConfig containment) {
        return new ArmRequests(
                shadow(candidate).but().containment(containment).build(), route(null, null), Pseudonymiser.OFF);
    }

    static RouteConfig route(@Nullable VariantConfig live, @Nullable CredentialsConfig credentials) {
        return new RouteConfig("openai", MatchConfig.everything(), UpstreamConfig.of(LIVE), live, credentials, null);
    }

    static CandidateConfig candidate(String upstream, CredentialsConfig credentials, VariantConfig variant) {
        return new CandidateConfig(UpstreamConfig.of(upstream), credentials, "same", variant);
    }

    private static ShadowConfig shadow(CandidateConfig candidate) {
        return ShadowConfig.of("refund-v2", "openai", candidate).build();
    }
}
