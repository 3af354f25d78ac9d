package dev.understudy.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus that runs the shipped configuration, only on other ports and every second. */
final class PrometheusServer implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final int port;

    PrometheusServer(Path program, Path folder, int target) throws IOException {
        String shipped = Deployment.text("prometheus/prometheus.yml");
        String config = shipped.replace("127.0.0.1:9901", "127.0.0.1:" + target).replace(": 15s", ": 1s");
        if (config.equals(shipped) || config.contains("9901")) {
            throw new IllegalStateException("the shipped configuration no longer says what this replaces");
        }
        Files.writeString(folder.resolve("prometheus.yml"), config);
        Files.copy(Deployment.FOLDER.resolve("prometheus/rules.yml"), folder.resolve("rules.yml"));
        port = FreePort.find();
        log = folder.resolve("prometheus.log");
        process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--enable-feature=exemplar-storage",
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    boolean ready() {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The data part of an answer of the query API; throws when the query is wrong. */
    JsonNode query(String expression) {
        try {
            HttpResponse<String> response =
                    get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
            if (response.statusCode() != 200) {
                throw new AssertionError(expression + "\n" + response.body());
            }
            return JsonMapper.shared().readTree(response.body()).get("data");
        } catch (IOException failed) {
            throw new AssertionError("prometheus: " + log(), failed);
        }
    }

    /** Series of that metric with the examples that were scraped of them in the last ten minutes. */
    JsonNode exemplars(String metric) throws IOException {
        long now = System.currentTimeMillis() / 1000;
        HttpResponse<String> response =
                get("/api/v1/query_exemplars?query=" + metric + "&start=" + (now - 600) + "&end=" + (now + 60));
        if (response.statusCode() != 200) {
            throw new AssertionError(response.body());
        }
        return JsonMapper.shared().readTree(response.body()).get("data");
    }

    /** Series in the answer whose value is a number. */
    long numbers(String expression) {
        return query(expression)
                .get("result")
                .valueStream()
                .filter(series -> !series.at("/value/1").asString().equals("NaN"))
                .count();
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException none) {
            return none.toString();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
