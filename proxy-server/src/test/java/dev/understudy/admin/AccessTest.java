package dev.understudy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final String TOKEN = "s3cret-töken";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics",
                "/api/v1/shadows",
                "/api/v1/shadows/refunds",
                "/api/v1/comparisons",
                "/api/v1/comparisons/stream",
                "/api/v1/config",
                "/api/v1/audit"
            })
    void get_withoutToken_isUnauthorised(String path) throws Exception {
        try (AdminFixture admin = new AdminFixture("the-token")) {
            HttpResponse<String> response = admin.get(path);

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("www-authenticate")).contains("Bearer realm=\"understudy\"");
            assertThat(response.body()).doesNotContain("the-token");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/kill",
                "/api/v1/reload",
                "/api/v1/shadows/refunds/disable",
                "/api/v1/shadows/refunds/enable"
            })
    void post_withoutToken_isUnauthorisedAndChangesNothing(String path) throws Exception {
        try (AdminFixture admin = new AdminFixture("the-token")) {
            assertThat(admin.post(path).statusCode()).isEqualTo(401);
            assertThat(admin.actions.config().shadows()).allMatch(shadow -> shadow.enabled());
            assertThat(admin.audit.entries(10)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer the-toke",
                "Bearer the-token2",
                "Bearer ",
                "Basic the-token",
                "the-token",
                "Bearerthe-token"
            })
    void get_withAnotherToken_isUnauthorised(String authorization) throws Exception {
        try (AdminFixture admin = new AdminFixture("the-token")) {
            assertThat(admin.get("/api/v1/shadows", "authorization", authorization)
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer the-token", "bearer the-token", "Bearer  the-token "})
    void get_withTheToken_isAnswered(String authorization) throws Exception {
        try (AdminFixture admin = new AdminFixture("the-token")) {
            assertThat(admin.get("/api/v1/shadows", "authorization", authorization)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz", "/", "/page.js", "/page.css"})
    void open_paths_needNoToken(String path) throws Exception {
        try (AdminFixture admin = new AdminFixture(TOKEN)) {
            assertThat(admin.get(path).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void config_withToken_masksIt() throws Exception {
        try (AdminFixture admin = new AdminFixture("the-token")) {
            assertThat(admin.get("/api/v1/config", "authorization", "Bearer the-token")
                            .body())
                    .doesNotContain("the-token");
        }
    }

    @Test
    void post_fromAForeignPage_isForbidden() throws Exception {
        try (AdminFixture admin = new AdminFixture(null)) {
            assertThat(admin.post("/api/v1/kill", "origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(admin.post("/api/v1/kill", "origin", "null").statusCode())
                    .isEqualTo(403);
            assertThat(admin.post("/api/v1/kill", "sec-fetch-site", "cross-site")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(admin.actions.config().shadows()).allMatch(shadow -> shadow.enabled());
        }
    }

    @Test
    void post_fromItsOwnPage_isDone() throws Exception {
        try (AdminFixture admin = new AdminFixture(null)) {
            String origin = "http://127.0.0.1:" + admin.server.port();

            assertThat(admin.post("/api/v1/kill", "origin", origin, "sec-fetch-site", "same-origin")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void get_underAForeignNameWithoutToken_isForbidden() throws Exception {
        try (AdminFixture admin = new AdminFixture(null)) {
            String answer = RawHttp.exchange(
                    admin.server.port(),
                    "GET /api/v1/config HTTP/1.1\r\nHost: rebound.example:9901\r\nConnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 403 ").doesNotContain("refunds");
        }
    }
}
