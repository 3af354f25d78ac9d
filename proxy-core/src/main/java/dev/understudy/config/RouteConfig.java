package dev.understudy.config;

import org.jspecify.annotations.Nullable;

/**
 * Takes requests to a live upstream.
 *
 * @param live the live variant (the live prompt), or null: the body is passed through untouched
 * @param liveCredentials credentials that replace the client's towards live, or null to leave them alone
 * @param dialect forced dialect name, or null: found from the path
 */
public record RouteConfig(
        String name,
        MatchConfig match,
        UpstreamConfig upstream,
        @Nullable VariantConfig live,
        @Nullable CredentialsConfig liveCredentials,
        @Nullable String dialect) {
    public RouteConfig {
        ConfigException.check(Names.valid(name), "name", name, Names.EXPECTED);
    }
}
