package dev.understudy.config;

/**
 * The configuration on trial.
 *
 * @param dialect {@code same}, or the dialect that the request is translated to
 */
public record CandidateConfig(
        UpstreamConfig upstream, CredentialsConfig credentials, String dialect, VariantConfig variant) {}
