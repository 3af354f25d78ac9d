package dev.understudy.staging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.ProxyConfig;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.Headers;
import dev.understudy.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Configurations and lists for tests of staging. */
final class Rehearsed {
    static final Report.Labels LABELS = new Report.Labels("Staging", "live", "candidate", null);

    private Rehearsed() {}

    /** A route and a shadow, both at that provider; further lines of the shadow are given. */
    static ProxyConfig config(Path folder, String upstream, String... lines) throws IOException {
        Path file = folder.resolve("understudy.yaml");
        StringBuilder more = new StringBuilder();
        for (String line : lines) {
            more.append("    ").append(line).append('\n');
        }
        Files.writeString(file, """
                listen: 127.0.0.1:0
                prices: { sim-large: { input: 2.50, output: 10.00 }, sim-small: { input: 0.15, output: 0.60 } }
                routes:
                  - { name: support, upstream: { url: "%s" } }
                shadows:
                  - name: v2
                    route: support
                    candidate: { upstream: { url: "%s" }, model: sim-small }
                """.formatted(upstream, upstream) + more);
        ConfigLoad load = new ConfigFile(file, new BuildCapabilities()).load();
        assertThat(load).as("%s", load.problems()).isInstanceOf(Loaded.class);
        return ((Loaded) load).config();
    }

    static StagedRequest request(int number, Instant at) {
        return request("r" + number, at, "question number " + number + " of many");
    }

    static StagedRequest request(String id, Instant at, String text) {
        String body = "{\"model\":\"sim-large\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
        CapturedRequest request = new CapturedRequest(
                "POST",
                "/v1/chat/completions",
                Headers.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
        return new StagedRequest(id, at, request, null, null);
    }

    static List<StagedRequest> requests(int count) {
        List<StagedRequest> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(request(i, Instant.EPOCH.plusMillis(i)));
        }
        return list;
    }
}
