package dev.understudy.dialect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recorded provider traffic, read where it lies: the folder in system property {@code understudy.data}. */
final class Recorded {
    static final String PROPERTY = "understudy.data";
    private static final JsonMapper MAPPER = new JsonMapper();

    record Exchange(String id, String provider, int status, String contentType, JsonNode request, byte[] response) {
        @Override
        public String toString() {
            return provider + " " + id;
        }
    }

    private Recorded() {}

    static Path file(String name) {
        return Path.of(System.getProperty(PROPERTY), name);
    }

    static List<JsonNode> lines(String name) {
        try (Stream<String> lines = Files.lines(file(name))) {
            return lines.filter(line -> !line.isBlank()).map(MAPPER::readTree).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<Exchange> chatExchanges() {
        List<Exchange> exchanges = new ArrayList<>();
        for (String name : List.of("wire/exchanges_pydantic_ai.jsonl", "wire/exchanges_envoy_ai_gateway.jsonl")) {
            for (JsonNode line : lines(name)) {
                if (line.path("api").asString().equals("chat.completions")) {
                    exchanges.add(exchange(line));
                }
            }
        }
        return exchanges;
    }

    private static Exchange exchange(JsonNode line) {
        JsonNode request = line.path("req_body");
        byte[] response = line.hasNonNull("resp_body")
                ? line.path("resp_body").asString().getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(line.path("resp_body_b64").asString());
        return new Exchange(
                line.path("id").asString(),
                line.path("provider").asString(),
                line.path("status").asInt(),
                line.path("resp_headers").path("content-type").asString(""),
                request.isString() ? MAPPER.readTree(request.asString()) : request,
                response);
    }
}
