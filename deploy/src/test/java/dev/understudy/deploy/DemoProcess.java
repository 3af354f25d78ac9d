package dev.understudy.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code understudy demo} as a process of its own: simulator, proxy and traffic. */
final class DemoProcess implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final int adminPort;

    DemoProcess(Path folder) throws IOException {
        adminPort = FreePort.find();
        log = folder.resolve("demo.log");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.understudy.cli.Understudy",
                        "demo",
                        "--port",
                        Integer.toString(FreePort.find()),
                        "--admin-port",
                        Integer.toString(adminPort))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    int adminPort() {
        return adminPort;
    }

    /** Has it read its configuration again, as an operator would. */
    void reload() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + adminPort + "/api/v1/reload");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status != 200) {
            throw new IOException("reload answered " + status + "\n" + log());
        }
    }

    /** What the admin API answers. */
    JsonNode get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + adminPort + path);
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " answered " + response.statusCode() + " " + response.body());
        }
        return JsonMapper.shared().readTree(response.body());
    }

    boolean alive() {
        return process.isAlive();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException none) {
            return none.toString();
        }
    }

    /** The exit code after SIGTERM. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
