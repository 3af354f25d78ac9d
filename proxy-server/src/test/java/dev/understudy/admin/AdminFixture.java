package dev.understudy.admin;

import dev.understudy.audit.AuditLog;
import dev.understudy.config.AdminConfig;
import dev.understudy.config.AdminToken;
import dev.understudy.config.AdminToken.Role;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.SamplesConfig;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.publish.Fixtures;
import dev.understudy.publish.Publisher;
import dev.understudy.store.ComparisonArchive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An admin server with a fake proxy behind it and a client before it. */
final class AdminFixture implements AutoCloseable {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

    final FakeActions actions;
    final ComparisonArchive archive = ComparisonArchive.of(CLOCK, null, Pseudonymiser.OFF);
    final Publisher publisher = new Publisher(CLOCK, List.of(archive));
    final AuditLog audit = new AuditLog(CLOCK);
    final AdminServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    AdminFixture(@Nullable String token) {
        this(token, Patience.Limits.DEFAULT, Duration.ofSeconds(15));
    }

    AdminFixture(@Nullable String token, Patience.Limits limits, Duration heartbeat) {
        this(new AdminConfig("127.0.0.1", 0, token), limits, heartbeat);
    }

    /** With a token of each role: {@code read-token}, {@code content-token}, {@code operate-token}. */
    static AdminFixture withRoles() {
        List<AdminToken> tokens = List.of(
                new AdminToken("reader", "read-token", Role.READ),
                new AdminToken("reviewer", "content-token", Role.CONTENT),
                new AdminToken("operator", "operate-token", Role.OPERATE));
        return new AdminFixture(
                new AdminConfig("127.0.0.1", 0, null, tokens), Patience.Limits.DEFAULT, Duration.ofSeconds(15));
    }

    private AdminFixture(AdminConfig admin, Patience.Limits limits, Duration heartbeat) {
        ProxyConfig bare = Fixtures.config(List.of("openai"), "refunds", "greetings");
        ProxyConfig config = bare.withShadows(bare.shadows().stream()
                .map(shadow -> shadow.but()
                        .samples(new SamplesConfig(200, SamplesConfig.Content.PSEUDONYMISED))
                        .build())
                .toList());
        actions = new FakeActions(config);
        publisher.configure(config);
        archive.configure(config);
        server = AdminServer.start(admin, parts(), limits, heartbeat);
    }

    AdminParts parts() {
        return new AdminParts(actions, publisher, archive, audit, CLOCK);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    HttpResponse<String> post(String path, String... headers) throws IOException, InterruptedException {
        return send("POST", path, headers);
    }

    HttpResponse<String> send(String method, String path, String... headers) throws IOException, InterruptedException {
        return send(method, path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    HttpResponse<String> postBody(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send("POST", path, HttpRequest.BodyPublishers.ofString(body), headers);
    }

    private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    @Override
    public void close() {
        server.close();
        publisher.close();
        archive.close();
        audit.close();
    }
}
