package dev.understudy.sandbox.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JDK's client, talking to a simulator. */
final class ChatClient {
    static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    ChatClient(Simulator simulator) {
        this.url = simulator.url();
    }

    HttpResponse<String> post(String body, String... headers) throws IOException, InterruptedException {
        return client.send(request(body, headers), BodyHandlers.ofString());
    }

    HttpRequest request(String body, String... headers) {
        return request("/v1/chat/completions", body, headers);
    }

    HttpResponse<String> postTo(String path, String body, String... headers) throws IOException, InterruptedException {
        return client.send(request(path, body, headers), BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String body, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url + path))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return builder.build();
    }

    HttpClient raw() {
        return client;
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url + path));
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return client.send(builder.build(), BodyHandlers.ofString());
    }

    JsonNode ask(String body) throws IOException, InterruptedException {
        return JSON.readTree(post(body).body());
    }

    /** The data of the events, {@code [DONE]} included. */
    List<String> stream(String body) throws IOException, InterruptedException {
        return events(post(body).body());
    }

    static List<String> events(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring(6))
                .toList();
    }

    /** The data of the events that are JSON. */
    static List<JsonNode> nodes(String body) {
        return events(body).stream()
                .filter(event -> event.startsWith("{"))
                .map(JSON::readTree)
                .toList();
    }
}
