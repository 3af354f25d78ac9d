package dev.understudy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a proxy's admin API for a verdict. Whatever goes wrong is one line that names the address. */
final class VerdictClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A verdict has some kilobytes; what is larger is something else. */
    private static final int LARGEST = 4 << 20;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final HttpRequest request;

    private VerdictClient(HttpRequest request) {
        this.request = request;
    }

    static VerdictClient of(URI admin, String shadow, @Nullable String token) {
        boolean usable = ("http".equals(admin.getScheme()) || "https".equals(admin.getScheme()))
                && admin.getHost() != null
                && admin.getRawUserInfo() == null;
        if (!usable) {
            throw new Failures.Refused("--admin: " + admin + " (expected: such as http://127.0.0.1:9901)");
        }
        String base = admin.toString().replaceAll("/+$", "");
        String name = URLEncoder.encode(shadow, StandardCharsets.UTF_8).replace("+", "%20");
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + "/api/v1/verdicts/" + name))
                .timeout(PATIENCE);
        if (token != null && !token.isBlank()) {
            try {
                builder.header("authorization", "Bearer " + token);
            } catch (IllegalArgumentException unsendable) {
                throw new Failures.Refused("--token: (secret) (expected: printable characters)");
            }
        }
        return new VerdictClient(builder.build());
    }

    JsonNode ask() throws InterruptedException {
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(LARGEST);
                if (response.statusCode() != 200) {
                    throw refused("status " + response.statusCode() + " " + message(bytes), "200");
                }
                return JsonMapper.shared().readTree(bytes);
            }
        } catch (IOException unreachable) {
            String why = unreachable.getMessage() == null
                    ? unreachable.getClass().getSimpleName()
                    : unreachable.getMessage();
            throw refused(why, "a running admin server");
        } catch (JacksonException notJson) {
            throw refused("no JSON", "an admin server of Understudy");
        }
    }

    private static String message(byte[] body) {
        try {
            return JsonMapper.shared()
                    .readTree(body)
                    .path("error")
                    .path("message")
                    .asString("");
        } catch (JacksonException notJson) {
            return "";
        }
    }

    private Failures.Refused refused(String what, String expected) {
        return new Failures.Refused(
                request.uri() + ": " + Failures.oneLine(what).strip() + " (expected: " + expected + ")");
    }
}
