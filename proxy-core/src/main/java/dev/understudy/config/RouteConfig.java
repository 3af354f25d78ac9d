package dev.understudy.config;

import org.jspecify.annotations.Nullable;

/**
 * Takes requests to a live upstream.
 *
 * @param live the live variant (the live prompt), or null: the body is passed through untouched
 * @param liveCredentials credentials that replace the client's towards live, or null to leave them alone
 * @param dialect forced dialect name, or null: found from the path
 * @param recording what of its traffic is recorded, or null for nothing
 */
public record RouteConfig(
        String name,
        MatchConfig match,
        UpstreamConfig upstream,
        @Nullable VariantConfig live,
        @Nullable CredentialsConfig liveCredentials,
        @Nullable String dialect,
        @Nullable RecordConfig recording) {
    public RouteConfig {
        ConfigException.check(Names.valid(name), "name", name, Names.EXPECTED);
    }

    /** One that nothing is recorded of. */
    public RouteConfig(
            String name,
            MatchConfig match,
            UpstreamConfig upstream,
            @Nullable VariantConfig live,
            @Nullable CredentialsConfig liveCredentials,
            @Nullable String dialect) {
        this(name, match, upstream, live, liveCredentials, dialect, null);
    }

    /** One that everything passes through as it is. */
    public RouteConfig(String name, MatchConfig match, UpstreamConfig upstream) {
        this(name, match, upstream, null, null, null);
    }

    /** The same route, recorded in another way, or not at all. */
    public RouteConfig withRecording(@Nullable RecordConfig other) {
        return new RouteConfig(name, match, upstream, live, liveCredentials, dialect, other);
    }
}
