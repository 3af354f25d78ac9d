package dev.understudy.configfile;

import dev.understudy.config.ConfigException;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.MatchConfig;
import dev.understudy.config.PrivacyConfig;
import dev.understudy.config.RecordConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry of {@code routes}. */
final class RouteReader {
    private RouteReader() {}

    /** A route with the place it came from; the record is null when it was refused. */
    record ReadRoute(Section section, String name, @Nullable RouteConfig config) {}

    static ReadRoute read(Section section, PrivacyConfig privacy) {
        String name = section.requiredName("name");
        MatchConfig match = match(section);
        UpstreamConfig upstream = EndpointReader.upstream(section);
        String dialect = section.optional("dialect", text -> dialect(section, text), "a dialect's name");
        Section live = section.section("live");
        VariantConfig variant = live == null ? null : VariantReader.variant(live);
        CredentialsConfig credentials = live == null ? null : liveCredentials(live);
        if (live != null) {
            live.finish();
        }
        Section record = section.section("record");
        RecordConfig recording = record == null ? null : RecordReader.read(record, privacy);
        boolean rewrites = variant != null && !variant.changesNothing();
        RouteConfig config = section.build(() -> new RouteConfig(
                name, match, Section.part(upstream), rewrites ? variant : null, credentials, dialect, recording));
        return new ReadRoute(section, name, config);
    }

    /** Without {@code match} a route takes everything. */
    private static MatchConfig match(Section route) {
        Section match = route.section("match");
        if (match == null) {
            return MatchConfig.everything();
        }
        String path = match.value("path", Scalars::nonEmpty, "a path such as /v1/**", "/**");
        String host = match.text("host");
        Map<String, String> headers = match.textEntries("headers");
        MatchConfig config = match.build(() -> new MatchConfig(path, host, headers));
        return config == null ? MatchConfig.everything() : config;
    }

    private static @Nullable CredentialsConfig liveCredentials(Section live) {
        CredentialsConfig credentials = VariantReader.credentials(live);
        if (credentials.inherit()) {
            live.error("credentials", "inherit", "a mapping; without one the client's own credentials go on to live");
        }
        return credentials.headers().isEmpty() ? null : credentials;
    }

    /** A dialect that this build has. */
    static String dialect(Section section, String text) {
        var known = section.context().capabilities.dialects();
        if (!known.contains(text)) {
            String meant = Spelling.closest(text, known)
                    .map(k -> "did you mean " + k + "? ")
                    .orElse("");
            throw new ConfigException("", text, meant + "one of " + String.join(", ", known));
        }
        return text;
    }
}
