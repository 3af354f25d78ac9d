package dev.understudy.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An origin and how to talk to it. Equal configurations share connection pools.
 *
 * @param url http or https, host, optional port, optional path prefix; no query, no user info
 * @param connectTimeout TCP and TLS handshake together
 * @param responseTimeout request sent to response head received
 * @param idleTimeout longest silence inside a response
 * @param keepAlive how long an unused pooled connection is kept
 * @param maxConnections for the whole process
 * @param ca trusted certificates, PEM; null for the JDK's
 */
public record UpstreamConfig(
        URI url,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration idleTimeout,
        Duration keepAlive,
        int maxConnections,
        @Nullable Path ca) {

    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    public static final Duration RESPONSE_TIMEOUT = Duration.ofMinutes(10);
    public static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);
    public static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
    public static final int MAX_CONNECTIONS = 16_384;

    public UpstreamConfig {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        ConfigException.check(
                (scheme.equals("http") || scheme.equals("https"))
                        && url.getHost() != null
                        && url.getRawQuery() == null
                        && url.getRawFragment() == null
                        && url.getRawUserInfo() == null,
                "url",
                url,
                "http://host[:port][/prefix] or https://…, without query or credentials");
        ConfigException.check(
                url.getPort() == -1 || (url.getPort() >= 1 && url.getPort() <= 65535),
                "url",
                url,
                "a port from 1 to 65535");
        ConfigException.check(connectTimeout.toMillis() > 0, "connect_timeout", connectTimeout, "more than 0");
        ConfigException.check(responseTimeout.toMillis() > 0, "response_timeout", responseTimeout, "more than 0");
        ConfigException.check(idleTimeout.toMillis() > 0, "idle_timeout", idleTimeout, "more than 0");
        ConfigException.check(!keepAlive.isNegative(), "keep_alive", keepAlive, "0 or more");
        ConfigException.check(maxConnections > 0, "max_connections", maxConnections, "more than 0");
    }

    public static UpstreamConfig of(String url) {
        return new UpstreamConfig(
                URI.create(url), CONNECT_TIMEOUT, RESPONSE_TIMEOUT, IDLE_TIMEOUT, KEEP_ALIVE, MAX_CONNECTIONS, null);
    }

    /** Tells as much apart as is needed, and loads nothing: a record's own is made at run time, on the way to listening. */
    @Override
    public int hashCode() {
        return url.hashCode();
    }

    public boolean secure() {
        return url.getScheme().equalsIgnoreCase("https");
    }

    /** The host without IPv6 brackets. */
    public String host() {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    public int port() {
        return url.getPort() >= 0 ? url.getPort() : secure() ? 443 : 80;
    }

    /** What goes into the Host header: the port only where it is not the scheme's own (RFC 9110 section 7.2). */
    public String authority() {
        boolean ownPort = url.getPort() < 0 || url.getPort() == (secure() ? 443 : 80);
        return ownPort ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    /** Put before every request path; empty or {@code /prefix} without a slash at its end. */
    public String pathPrefix() {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Scheme, host and port: what decides whether credentials may be inherited (RFC 6454). */
    public String origin() {
        return (secure() ? "https://" : "http://") + host().toLowerCase(Locale.ROOT) + ":" + port();
    }
}
