package dev.understudy.cli;

import dev.understudy.terminal.ProgressLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks a proxy's admin API. Whatever goes wrong is one line that names the address. */
final class AdminClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(500);
    /** An answer has some kilobytes; what is larger is something else. */
    private static final int LARGEST = 16 << 20;

    private final HttpClient http;
    private final String base;
    private final @Nullable String token;
    private final Duration patience;

    private AdminClient(String base, @Nullable String token, Duration patience) {
        this.http = HttpClient.newBuilder().connectTimeout(patience).build();
        this.base = base;
        this.token = token;
        this.patience = patience;
    }

    static AdminClient of(URI admin, @Nullable String token) {
        return of(admin, token, PATIENCE);
    }

    /** @param patience longest until an answer begins, and longest from there to its end */
    static AdminClient of(URI admin, @Nullable String token, Duration patience) {
        boolean usable = ("http".equals(admin.getScheme()) || "https".equals(admin.getScheme()))
                && admin.getHost() != null
                && admin.getRawUserInfo() == null;
        if (!usable) {
            throw new Failures.Refused("--admin: " + admin + " (expected: such as http://127.0.0.1:9901)");
        }
        return new AdminClient(admin.toString().replaceAll("/+$", ""), token, patience);
    }

    /** A name as a segment of a path. */
    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** {@code ?a=1&b=2}, without those that are null; empty for none. */
    static String query(Map<String, @Nullable String> parameters) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        new TreeMap<>(parameters).forEach((name, value) -> {
            if (value != null) {
                query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return query.toString();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path));
        if (token != null && !token.isBlank()) {
            try {
                builder.header("authorization", "Bearer " + token);
            } catch (IllegalArgumentException unsendable) {
                throw new Failures.Refused("--token: (secret) (expected: printable characters)");
            }
        }
        return builder;
    }

    /** What the path says. */
    JsonNode get(String path) throws InterruptedException {
        return json(request(path).timeout(patience).build());
    }

    /** Has something done, and what is said of it. */
    JsonNode post(String path) throws InterruptedException {
        return json(request(path)
                .timeout(patience)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private JsonNode json(HttpRequest request) throws InterruptedException {
        try (InputStream body = send(request)) {
            return JsonMapper.shared().readTree(whole(body));
        } catch (IOException unreachable) {
            throw unreachable(request, unreachable);
        } catch (JacksonException notJson) {
            throw refused(request, "no JSON", "an admin server of Understudy");
        }
    }

    /**
     * Adds to the proxy's audit what a command did beside it.
     *
     * @param action a word such as {@code promote}
     * @param lines what changed; secrets masked
     * @throws Failures.Refused when it cannot be asked or refuses
     */
    void audit(String action, String subject, boolean applied, List<String> lines) throws InterruptedException {
        ObjectNode note = JsonMapper.shared()
                .createObjectNode()
                .put("action", action)
                .put("subject", subject)
                .put("result", applied ? "applied" : "refused");
        lines.forEach(note.putArray("lines")::add);
        HttpRequest request = request("/api/v1/audit")
                .timeout(patience)
                .POST(HttpRequest.BodyPublishers.ofString(note.toString()))
                .build();
        try (InputStream recorded = send(request)) {
            whole(recorded);
        } catch (IOException unreachable) {
            throw unreachable(request, unreachable);
        }
    }

    /** Lines of a stream that goes on until somebody ends it. Close it. */
    BufferedReader stream(String path) throws InterruptedException {
        HttpRequest request = request(path).build();
        try {
            return new BufferedReader(new InputStreamReader(send(request), StandardCharsets.UTF_8));
        } catch (IOException unreachable) {
            throw unreachable(request, unreachable);
        }
    }

    private InputStream send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = answered(request);
        if (response.statusCode() == 200 || response.statusCode() == 201) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            String message = message(whole(body));
            if (message.contains("(expected: ")) {
                throw new Failures.Refused(Failures.oneLine(message).strip());
            }
            throw refused(request, "status " + response.statusCode() + " " + message, expected(response.statusCode()));
        }
    }

    /** A request's timeout ends where the answer begins: one that stops in the middle would be waited for without end. */
    private byte[] whole(InputStream body) throws IOException, InterruptedException {
        CompletableFuture<byte[]> reading = CompletableFuture.supplyAsync(() -> {
            try {
                return body.readNBytes(LARGEST);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
        try {
            return reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stalled) {
            throw new HttpTimeoutException("the answer stops in the middle");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof UncheckedIOException broken
                    ? broken.getCause()
                    : new IOException(failed.getCause());
        }
    }

    /** Says what it waits for where that takes long. */
    private HttpResponse<InputStream> answered(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<InputStream>> coming =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        try (ProgressLine progress = new ProgressLine(err)) {
            while (true) {
                try {
                    return coming.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    progress.waiting("asking " + request.uri());
                }
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException trouble ? trouble : new IOException(failed.getCause());
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

    private Failures.Refused unreachable(HttpRequest request, IOException unreachable) {
        return refused(request, why(unreachable), "a running admin server; --admin says where");
    }

    /** Java's client leaves the message of a connection that failed empty. */
    private String why(IOException unreachable) {
        if (unreachable instanceof HttpTimeoutException) {
            return "no answer within " + patience.toSeconds() + " s";
        }
        if (unreachable instanceof ConnectException) {
            boolean unknown = unreachable.getCause() != null
                    && unreachable.getCause().getCause() instanceof UnresolvedAddressException;
            return unknown || unreachable.getCause() instanceof UnresolvedAddressException
                    ? "no such host"
                    : "nothing listens there";
        }
        return unreachable.getMessage() == null ? unreachable.getClass().getSimpleName() : unreachable.getMessage();
    }

    /** What to do about a refusal. */
    private static String expected(int status) {
        return switch (status) {
            case 401 -> "a token that the server knows: --token or UNDERSTUDY_ADMIN_TOKEN";
            case 403 -> "a token with a role that may do so";
            case 404 -> "something that the admin server has; --admin says where it is";
            default -> "200";
        };
    }

    private static Failures.Refused refused(HttpRequest request, String what, String expected) {
        return new Failures.Refused(
                request.uri() + ": " + Failures.oneLine(what).strip() + " (expected: " + expected + ")");
    }
}
