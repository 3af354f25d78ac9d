package dev.understudy.configfile;

import dev.understudy.config.ConfigException;
import dev.understudy.config.OtlpConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code otlp}: where metrics and traces are sent to. */
final class OtlpReader {
    private static final String ENDPOINT = "the collector's URL, such as http://localhost:4318";
    private static final URI NOWHERE = URI.create("http://localhost:4318");

    private enum Compression {
        NONE,
        GZIP
    }

    private OtlpReader() {}

    /** Null where there is none, or one that was refused. */
    static @Nullable OtlpConfig read(Section root) {
        Section section = root.section("otlp");
        if (section == null) {
            return null;
        }
        section.require("endpoint", ENDPOINT);
        URI endpoint = section.value("endpoint", OtlpReader::url, ENDPOINT, NOWHERE);
        Map<String, String> headers = headers(section);
        var timeout = section.duration("timeout", OtlpConfig.TIMEOUT);
        Compression compression = section.choice("compression", Compression.class, Compression.NONE);
        Path ca = EndpointReader.authority(section);
        String service = section.value("service", Scalars::nonEmpty, "a name", OtlpConfig.SERVICE);
        Map<String, String> resource = section.textEntries("resource");
        boolean metrics = section.flag("metrics", true);
        var interval = section.duration("metrics_interval", OtlpConfig.METRICS_INTERVAL);
        boolean traces = section.flag("traces", true);
        double percent = section.number("traces_percent", OtlpConfig.TRACES_PERCENT);
        return section.build(() -> new OtlpConfig(
                endpoint,
                headers,
                timeout,
                compression == Compression.GZIP,
                ca,
                service,
                resource,
                metrics,
                interval,
                traces,
                percent));
    }

    private static Map<String, String> headers(Section otlp) {
        Map<String, String> headers = new LinkedHashMap<>();
        Section section = otlp.section("headers");
        if (section != null) {
            for (String name : section.names()) {
                String value = section.secret(name);
                if (value != null) {
                    headers.put(name, value);
                }
            }
        }
        return headers;
    }

    private static URI url(String text) {
        if (text.contains("@")) {
            // Not shown: what stands before the @ may be a password.
            throw new ConfigException("", "a URL with credentials or an @", ENDPOINT);
        }
        try {
            return new URI(text);
        } catch (URISyntaxException broken) {
            throw new ConfigException("", text, ENDPOINT);
        }
    }
}
