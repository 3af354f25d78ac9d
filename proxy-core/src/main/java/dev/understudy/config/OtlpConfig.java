package dev.understudy.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where metrics and traces are sent by the OpenTelemetry protocol, over HTTP as protobuf. Nothing of it comes from the environment or
 * from system properties. Immutable.
 *
 * @param endpoint of the collector; {@code /v1/metrics} and {@code /v1/traces} are added to its path
 * @param headers names and values to send with each request
 * @param timeout longest that one request to the collector may take, 100 milliseconds to 5 minutes
 * @param gzip whether requests are compressed
 * @param ca trusted certificates, PEM; null for the JDK's
 * @param service name of the service that it all is from
 * @param resource further attributes of that service
 * @param metrics whether metrics are sent
 * @param metricsInterval how often, 1 second to 1 hour
 * @param traces whether spans are sent
 * @param tracesPercent how many of the requests that no caller traces are traced, 0 to 100
 */
public record OtlpConfig(
        URI endpoint,
        Map<String, String> headers,
        Duration timeout,
        boolean gzip,
        @Nullable Path ca,
        String service,
        Map<String, String> resource,
        boolean metrics,
        Duration metricsInterval,
        boolean traces,
        double tracesPercent) {

    public static final Duration TIMEOUT = Duration.ofSeconds(10);
    public static final Duration METRICS_INTERVAL = Duration.ofSeconds(60);
    public static final String SERVICE = "understudy";
    public static final double TRACES_PERCENT = 100;

    private static final int MOST = 64;
    private static final int LONGEST = 1024;
    private static final String ENDPOINT = "http://host[:port][/prefix] or https://…, without query or credentials";

    /** What an HTTP client sets itself, or what says what the body is. */
    private static final Set<String> NOT_YOURS = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "transfer-encoding",
            "upgrade");

    public OtlpConfig {
        String scheme = endpoint.getScheme() == null ? "" : endpoint.getScheme().toLowerCase(Locale.ROOT);
        ConfigException.check(
                (scheme.equals("http") || scheme.equals("https"))
                        && endpoint.getHost() != null
                        && endpoint.getRawQuery() == null
                        && endpoint.getRawFragment() == null
                        && endpoint.getRawUserInfo() == null,
                "endpoint",
                endpoint,
                ENDPOINT);
        headers = Map.copyOf(headers);
        headers.forEach(OtlpConfig::checkHeader);
        between("timeout", timeout, Duration.ofMillis(100), Duration.ofMinutes(5), "100ms to 5m");
        ConfigException.check(
                !service.isBlank() && service.length() <= LONGEST, "service", service, "1 to 1024 characters");
        resource = Map.copyOf(resource);
        ConfigException.check(resource.size() <= MOST, "resource", resource.size(), "up to " + MOST + " attributes");
        resource.forEach(OtlpConfig::checkAttribute);
        between("metrics_interval", metricsInterval, Duration.ofSeconds(1), Duration.ofHours(1), "1s to 1h");
        ConfigException.check(tracesPercent >= 0 && tracesPercent <= 100, "traces_percent", tracesPercent, "0 to 100");
        ConfigException.check(metrics || traces, "traces", false, "metrics or traces, or both; or no otlp at all");
    }

    private static void between(String key, Duration value, Duration least, Duration most, String expected) {
        ConfigException.check(value.compareTo(least) >= 0 && value.compareTo(most) <= 0, key, value, expected);
    }

    private static void checkHeader(String name, String value) {
        ConfigException.check(name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+"), "headers", name, "a header name (RFC 9110)");
        ConfigException.check(
                !NOT_YOURS.contains(name.toLowerCase(Locale.ROOT)),
                "headers",
                name,
                "a header that is not the proxy's own");
        ConfigException.check(
                value.chars().allMatch(c -> c >= 0x20 && c != 0x7f && c < 0x100),
                "headers." + name,
                "(secret)",
                "a header value without line breaks or control characters");
    }

    private static void checkAttribute(String name, String value) {
        ConfigException.check(
                name.matches("[A-Za-z][A-Za-z0-9_.-]{0,127}"),
                "resource",
                name,
                "an attribute such as deployment.environment.name");
        ConfigException.check(!name.equals("service.name"), "resource", name, "service for that");
        ConfigException.check(
                value.length() <= LONGEST, "resource." + name, value.length() + " characters", "up to 1024");
    }

    /** Where one kind of signal goes: {@code metrics} or {@code traces}. */
    public URI url(String signal) {
        String base = endpoint.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/v1/" + signal);
    }

    /** The attributes of the resource in a fixed order. */
    public List<Map.Entry<String, String>> attributes() {
        return List.copyOf(new TreeMap<>(resource).entrySet());
    }

    /** Of the headers, the names only. */
    @Override
    public String toString() {
        return "otlp to " + endpoint + " with headers " + headers.keySet();
    }
}
