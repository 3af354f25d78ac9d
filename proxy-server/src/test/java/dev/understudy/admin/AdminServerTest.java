package dev.understudy.admin;

import static dev.understudy.admin.AdminFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.config.AdminConfig;
import dev.understudy.config.ConfigException;
import dev.understudy.configfile.ReloadResult;
import dev.understudy.publish.Fixtures;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AdminServerTest {
    private final AdminFixture admin = new AdminFixture(null);

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void shadows_afterAComparedExchange_showFunnelAndBothPairs() throws Exception {
        admin.publisher.sink().accept(Fixtures.exchange("refunds"));

        JsonNode shadows = json(admin.get("/api/v1/shadows")).get("shadows");

        assertThat(shadows.valueStream().map(s -> s.get("name").asString())).containsExactly("refunds", "greetings");
        JsonNode refunds = shadows.get(0);
        assertThat(refunds.get("enabled").asBoolean()).isTrue();
        assertThat(refunds.at("/candidate/model").asString()).isEqualTo("gpt-5-mini");
        assertThat(refunds.at("/funnel/eligible").asLong()).isEqualTo(107);
        assertThat(refunds.at("/funnel/selected").asLong()).isEqualTo(47);
        assertThat(refunds.at("/funnel/compared").asLong()).isEqualTo(40);
        assertThat(refunds.at("/outcomes/dropped_queue_full").asLong()).isEqualTo(2);
        assertThat(refunds.at("/state/breaker").asString()).isEqualTo("closed");
        assertThat(refunds.at("/state/spent_usd").isNull()).isTrue();
        assertThat(refunds.at("/comparators/0/comparator").asString()).isEqualTo("exact");
        assertThat(refunds.at("/comparators/0/candidate/mean_divergence").asDouble())
                .isEqualTo(1);
        assertThat(refunds.at("/comparators/0/control/mismatch").asLong()).isEqualTo(1);
        assertThat(refunds.at("/comparators/1/candidate/live/output_tokens").asDouble())
                .isEqualTo(20);
        assertThat(refunds.at("/comparators/0/times_noise").asDouble()).isEqualTo(1);
    }

    @Test
    void shadow_byName_isTheSameAsInTheList() throws Exception {
        assertThat(json(admin.get("/api/v1/shadows/greetings")))
                .isEqualTo(json(admin.get("/api/v1/shadows")).at("/shadows/1"));
    }

    @Test
    void verdict_ofAShadow_isShown() throws Exception {
        JsonNode verdict = json(admin.get("/api/v1/verdicts/refunds"));

        assertThat(verdict.get("verdict").asString()).isEqualTo("undecided");
        assertThat(verdict.get("shadow").asString()).isEqualTo("refunds");
        assertThat(admin.get("/api/v1/verdicts/nobody").statusCode()).isEqualTo(404);
        assertThat(admin.get("/api/v1/verdicts/refunds?x=1").statusCode()).isEqualTo(400);
    }

    @Test
    void shadow_unknown_isNotFoundAndNamesTheKnown() throws Exception {
        HttpResponse<String> response = admin.get("/api/v1/shadows/refnds");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).at("/error/message").asString())
                .isEqualTo("shadow: refnds (expected: one of [refunds, greetings])");
    }

    @Test
    void disableAndEnable_switchTheShadowAndAreAudited() throws Exception {
        HttpResponse<String> disabled = admin.post("/api/v1/shadows/refunds/disable");
        assertThat(disabled.statusCode()).isEqualTo(200);
        assertThat(json(disabled).get("enabled").asBoolean()).isFalse();
        assertThat(admin.actions.config().shadows().get(0).enabled()).isFalse();

        assertThat(json(admin.post("/api/v1/shadows/refunds/enable"))
                        .get("enabled")
                        .asBoolean())
                .isTrue();
        assertThat(admin.post("/api/v1/shadows/nobody/enable").statusCode()).isEqualTo(404);

        JsonNode audit = json(admin.get("/api/v1/audit")).get("audit");
        assertThat(audit.valueStream().map(entry -> entry.get("action").asString()))
                .containsExactly("enable", "disable");
        assertThat(audit.at("/0/subject").asString()).isEqualTo("refunds");
        assertThat(audit.at("/0/actor").asString()).isEqualTo("127.0.0.1");
        assertThat(audit.at("/0/at").asString()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(json(admin.get("/api/v1/audit?limit=1")).get("audit")).hasSize(1);
    }

    @Test
    void kill_withShadowsOn_switchesAllOffAndNamesThem() throws Exception {
        admin.actions.switchTo(false, shadow -> shadow.name().equals("greetings"));

        HttpResponse<String> response = admin.post("/api/v1/kill");

        assertThat(response.body()).isEqualTo("{\"disabled\":[\"refunds\"]}");
        assertThat(admin.actions.config().shadows()).noneMatch(shadow -> shadow.enabled());
        assertThat(json(admin.get("/api/v1/audit")).at("/audit/0/action").asString())
                .isEqualTo("kill");
    }

    @Test
    void reload_refused_says422WithEveryProblem() throws Exception {
        admin.actions.reload = new ReloadResult(
                ReloadResult.Outcome.REFUSED, List.of("a.yaml:3:5: listn: unknown key (expected: listen)"));

        HttpResponse<String> response = admin.post("/api/v1/reload");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).at("/lines/0").asString()).startsWith("a.yaml:3:5");
        assertThat(json(admin.get("/api/v1/audit")).at("/audit/0/result").asString())
                .isEqualTo("refused");
    }

    @Test
    void reload_applied_says200() throws Exception {
        HttpResponse<String> response = admin.post("/api/v1/reload");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("result").asString()).isEqualTo("applied");
    }

    @Test
    void reload_thatTakesLong_doesNotHoldUpAScrape() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        admin.actions.beforeReload = () -> {
            started.countDown();
            try {
                release.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        };
        CompletableFuture<HttpResponse<String>> reload = CompletableFuture.supplyAsync(() -> {
            try {
                return admin.post("/api/v1/reload");
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        started.await();

        assertThat(admin.get("/metrics").statusCode()).isEqualTo(200);
        assertThat(reload).isNotDone();
        release.countDown();
        assertThat(reload.get().statusCode()).isEqualTo(200);
    }

    @Test
    void comparisons_filtered_comeNewestFirst() throws Exception {
        admin.publisher.sink().accept(Fixtures.exchange("refunds"));

        JsonNode all = json(admin.get("/api/v1/comparisons")).get("comparisons");
        JsonNode some = json(admin.get(
                        "/api/v1/comparisons?shadow=refunds&comparator=exact&pair=control&result=mismatch"))
                .get("comparisons");

        assertThat(all).hasSize(4);
        assertThat(all.at("/0/sequence").asLong()).isEqualTo(4);
        assertThat(some).hasSize(1);
        assertThat(some.at("/0/id").asString()).isEqualTo("exchange-1");
        assertThat(some.at("/0/divergence").asDouble()).isEqualTo(1);
        assertThat(some.at("/0/explanation").asString()).contains("Refunded!");
        assertThat(json(admin.get("/api/v1/comparisons?limit=3")).get("comparisons"))
                .hasSize(3);
        assertThat(json(admin.get("/api/v1/comparisons?result=match&comparator=exact"))
                        .get("comparisons"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/comparisons?limit=0",
                "/api/v1/comparisons?limit=1001",
                "/api/v1/comparisons?limit=-5",
                "/api/v1/comparisons?limit=99999999999999999999",
                "/api/v1/comparisons?limit=",
                "/api/v1/comparisons?result=maybe",
                "/api/v1/comparisons?pair=both",
                "/api/v1/comparisons?shadwo=refunds",
                "/api/v1/comparisons?shadow=a&shadow=b",
                "/api/v1/comparisons/stream?limit=4",
                "/api/v1/shadows?x=1",
                "/api/v1/audit?limit=x"
            })
    void query_thatCannotBe_isRefusedWithWhatWasExpected(String path) throws Exception {
        HttpResponse<String> response = admin.get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/error/message").asString()).contains("(expected: ");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/v1/shadows, 'GET, HEAD'",
        "GET, /api/v1/kill, POST",
        "GET, /api/v1/reload, POST",
        "GET, /api/v1/shadows/refunds/enable, POST",
        "POST, /metrics, 'GET, HEAD'",
        "OPTIONS, /api/v1/shadows, 'GET, HEAD'",
        "PUT, /, 'GET, HEAD'"
    })
    void method_thatThePathDoesNotTake_isNotAllowed(String method, String path, String allow) throws Exception {
        HttpResponse<String> response = admin.send(method, path);

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains(allow);
        assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nope", "/api/v1", "/api/v2/shadows", "/api/v1/shadows/", "/../etc/passwd", "/page.html"})
    void path_thatIsNotThere_isNotFoundAsJson(String path) throws Exception {
        HttpResponse<String> response = admin.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).at("/error/status").asInt()).isEqualTo(404);
    }

    @Test
    void config_shown_hasTheFilesKeysAndNoSecret() throws Exception {
        String body = admin.get("/api/v1/config").body();

        assertThat(body)
                .contains("\"sample\":{\"percent\":100,\"by\":\"conversation\"}")
                .contains("\"credentials\":{\"authorization\":\"***\"}")
                .contains("\"in_flight\":32")
                .doesNotContain("candidate-secret")
                .doesNotContain("sampling-secret");
    }

    @Test
    void metrics_byAccept_areTextOrOpenMetrics() throws Exception {
        HttpResponse<String> text = admin.get("/metrics");
        HttpResponse<String> open =
                admin.get("/metrics", "accept", "application/openmetrics-text;version=1.0.0,*/*;q=0.1");

        assertThat(text.headers().firstValue("content-type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(text.body())
                .contains("understudy_shadow_exchanges_total{shadow=\"refunds\",outcome=\"compared\",} 0.0");
        assertThat(open.headers().firstValue("content-type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(open.body()).endsWith("# EOF\n");
    }

    @Test
    void health_followsTheProxy() throws Exception {
        assertThat(admin.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(admin.get("/readyz").statusCode()).isEqualTo(200);
        admin.actions.ready = false;
        assertThat(admin.get("/readyz").statusCode()).isEqualTo(503);
        assertThat(admin.get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void head_onMetrics_hasLengthAndNoBody() throws Exception {
        HttpResponse<String> response = admin.send("HEAD", "/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValueAsLong("content-length").orElse(0))
                .isPositive();
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/, text/html", "/page/main.js, text/javascript", "/page/page.css, text/css"})
    void page_files_areServedWithAStrictPolicy(String path, String type) throws Exception {
        HttpResponse<String> response = admin.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith(type);
        assertThat(response.headers().firstValue("content-security-policy").orElse(""))
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(response.body()).doesNotContain("http://").doesNotContain("https://");
    }

    @Test
    void start_onATakenPort_saysWhichAddress() {
        AdminConfig taken = new AdminConfig("127.0.0.1", admin.server.port(), null);

        assertThatThrownBy(() -> AdminServer.start(taken, admin.parts()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("admin.listen: 127.0.0.1:" + admin.server.port());
    }
}
