package dev.understudy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.publish.Fixtures;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

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
            assertThat(admin.audit.page(null, 10).entries()).isEmpty();
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
    @ValueSource(strings = {"/healthz", "/readyz", "/", "/page/main.js", "/page/page.css"})
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

    @ParameterizedTest
    @CsvSource({
        "read-token, reader, read, false, false",
        "content-token, reviewer, content, false, true",
        "operate-token, operator, operate, true, true"
    })
    void whoami_byToken_saysWhatItIsGoodFor(
            String token, String name, String role, boolean operates, boolean seesContent) throws Exception {
        try (AdminFixture admin = AdminFixture.withRoles()) {
            JsonNode who = AdminFixture.json(admin.get("/api/v1/whoami", "authorization", "Bearer " + token));

            assertThat(who.get("token").asString()).isEqualTo(name);
            assertThat(who.get("role").asString()).isEqualTo(role);
            assertThat(who.get("operates").asBoolean()).isEqualTo(operates);
            assertThat(who.get("sees_content").asBoolean()).isEqualTo(seesContent);
        }
    }

    @ParameterizedTest
    @CsvSource({"read-token, 403", "content-token, 403", "operate-token, 200"})
    void post_byRole_isForOperatorsOnly(String token, int status) throws Exception {
        try (AdminFixture admin = AdminFixture.withRoles()) {
            assertThat(admin.post("/api/v1/kill", "authorization", "Bearer " + token)
                            .statusCode())
                    .isEqualTo(status);
            assertThat(admin.actions.config().shadows()).allMatch(shadow -> shadow.enabled() == (status != 200));
        }
    }

    @Test
    void post_byAnOperator_isAuditedWithHisName() throws Exception {
        try (AdminFixture admin = AdminFixture.withRoles()) {
            admin.post("/api/v1/shadows/refunds/disable?for=30m", "authorization", "Bearer operate-token");

            JsonNode entry = AdminFixture.json(admin.get("/api/v1/audit", "authorization", "Bearer read-token"))
                    .at("/audit/0");
            assertThat(entry.get("token").asString()).isEqualTo("operator");
            assertThat(entry.get("actor").asString()).isEqualTo("127.0.0.1");
            assertThat(entry.get("at").asString()).isEqualTo("2026-11-22T10:00:00Z");
            assertThat(entry.at("/lines/0").asString()).isEqualTo("shadows[refunds].enabled: true → false for 30m");
            JsonNode shadow =
                    AdminFixture.json(admin.get("/api/v1/shadows/refunds", "authorization", "Bearer read-token"));
            assertThat(shadow.at("/overrides/0/by").asString()).isEqualTo("operator");
            assertThat(shadow.at("/overrides/0/until").asString()).isEqualTo("2026-11-22T10:30:00Z");
        }
    }

    @Test
    void get_tooManyWrongTokens_isNotListenedToForAWhile() throws Exception {
        try (AdminFixture admin = new AdminFixture("the-token")) {
            for (int i = 0; i < 10; i++) {
                assertThat(admin.get("/metrics", "authorization", "Bearer guess-" + i)
                                .statusCode())
                        .isEqualTo(401);
            }
            HttpResponse<String> response = admin.get("/metrics", "authorization", "Bearer the-token");

            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.headers().firstValueAsLong("retry-after").orElse(0))
                    .isBetween(1L, 7L);
            assertThat(admin.get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void failedAttempts_afterSomeTime_areForgotten() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
        FailedAttempts attempts = new FailedAttempts(nanos::get);
        for (int i = 0; i < 12; i++) {
            attempts.failed("10.0.0.1");
        }
        assertThat(attempts.waitSeconds("10.0.0.1")).isBetween(18L, 19L);
        assertThat(attempts.waitSeconds("10.0.0.2")).isZero();
        nanos.addAndGet(Duration.ofSeconds(19).toNanos());
        assertThat(attempts.waitSeconds("10.0.0.1")).isZero();
        attempts.failed("10.0.0.1");
        assertThat(attempts.waitSeconds("10.0.0.1")).isPositive();
    }

    @Test
    void comparisons_forAReader_haveScoresAndNoContent() throws Exception {
        try (AdminFixture admin = AdminFixture.withRoles()) {
            admin.publisher.sink().accept(Fixtures.exchange("refunds"));

            String list = admin.get("/api/v1/comparisons", "authorization", "Bearer read-token")
                    .body();
            String example = admin.get("/api/v1/comparisons/exchange-1", "authorization", "Bearer read-token")
                    .body();
            String whole = admin.get("/api/v1/comparisons/exchange-1", "authorization", "Bearer content-token")
                    .body();

            assertThat(list).contains("\"divergence\":1").doesNotContain("Refunded");
            assertThat(example)
                    .contains("\"content_kept\":true", "\"content\":null")
                    .doesNotContain("Refunded");
            assertThat(whole).contains("Not refunded.", "I want my money back");
        }
    }
}
