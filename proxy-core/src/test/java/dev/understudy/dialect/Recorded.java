package dev.understudy.dialect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recorded provider traffic, read where it lies: the folder in system property {@code understudy.data}. */
public final class Recorded {
    public static final String PROPERTY = "understudy.data";
    private static final JsonMapper MAPPER = new JsonMapper();

    /** @param api what was called, in the words of the data's index: {@code chat.completions} */
    public record Exchange(
            String id,
            String provider,
            String api,
            String method,
            String target,
            int status,
            String contentType,
            JsonNode request,
            byte[] response) {
        @Override
        public String toString() {
            return provider + " " + id;
        }
    }

    /** What others, the provider's own client where there is one, made of a streamed answer. */
    public record Expected(JsonNode line, Exchange exchange) {
        /** In the provider's words. */
        public JsonNode answer() {
            return line.path("expected");
        }
    }

    private Recorded() {}

    public static Path file(String name) {
        return Path.of(System.getProperty(PROPERTY), name);
    }

    public static List<JsonNode> lines(String name) {
        try (Stream<String> lines = Files.lines(file(name))) {
            return lines.filter(line -> !line.isBlank()).map(MAPPER::readTree).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Those that called one of these; all that there are when none is named. */
    public static List<Exchange> exchanges(String... apis) {
        Set<String> wanted = Set.of(apis);
        List<Exchange> exchanges = new ArrayList<>();
        for (String name : List.of("wire/exchanges_pydantic_ai.jsonl", "wire/exchanges_envoy_ai_gateway.jsonl")) {
            for (JsonNode line : lines(name)) {
                if (wanted.isEmpty() || wanted.contains(line.path("api").asString())) {
                    exchanges.add(exchange(line));
                }
            }
        }
        return exchanges;
    }

    /** All that there are for this one. */
    public static List<Expected> expected(String api) {
        Map<String, Exchange> byId =
                exchanges(api).stream().collect(Collectors.toMap(Exchange::id, Function.identity()));
        return lines("wire/stream_expected.jsonl").stream()
                .filter(line -> line.path("api").asString().equals(api))
                .map(line -> new Expected(line, byId.get(line.path("id").asString())))
                .toList();
    }

    private static Exchange exchange(JsonNode line) {
        JsonNode request = line.path("req_body");
        byte[] response = line.hasNonNull("resp_body")
                ? line.path("resp_body").asString().getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(line.path("resp_body_b64").asString());
        return new Exchange(
                line.path("id").asString(),
                line.path("provider").asString(),
                line.path("api").asString(),
                line.path("method").asString(),
                target(line.path("url").asString()),
                line.path("status").asInt(),
                line.path("resp_headers").path("content-type").asString(""),
                request.isString() && !request.asString().isBlank() ? json(request.asString()) : request,
                response);
    }

    /** Some bodies are no JSON: those stay a string. */
    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException notJson) {
            return MAPPER.getNodeFactory().stringNode(text);
        }
    }

    private static String target(String url) {
        URI uri = URI.create(url.replace(" ", "%20"));
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
