package dev.understudy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AuditEndpointsTest {
    private static final String[] OPERATOR = {"authorization", "Bearer operate-token"};
    private static final String NOTE =
            "{\"action\":\"promote\",\"subject\":\"refunds\",\"result\":\"applied\",\"lines\":[\"model: a → b\"]}";

    private final AdminFixture admin = AdminFixture.withRoles();

    @AfterEach
    void close() {
        admin.close();
    }

    private JsonNode audit(String query) throws Exception {
        return AdminFixture.json(admin.get("/api/v1/audit" + query, OPERATOR));
    }

    @Test
    void get_pageByPage_comesToTheEnd() throws Exception {
        for (int i = 0; i < 5; i++) {
            admin.post("/api/v1/shadows/refunds/sample?percent=" + i, OPERATOR);
        }
        JsonNode first = audit("?limit=3");
        JsonNode second = audit("?limit=3&after=" + first.get("next").asString());
        assertThat(first.get("audit")).hasSize(3);
        assertThat(first.at("/audit/0/lines/0").asString()).endsWith("→ 4");
        assertThat(second.get("audit")).hasSize(2);
        assertThat(second.at("/audit/1/lines/0").asString()).endsWith("→ 0");
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(first.get("kept").asString()).isEqualTo("memory");
        assertThat(first.get("unwritten").asInt()).isZero();
    }

    @Test
    void operationThatFails_isAuditedAsRefused() throws Exception {
        admin.actions.failing = true;
        assertThat(admin.post("/api/v1/kill", OPERATOR).statusCode()).isEqualTo(500);
        JsonNode entry = audit("").at("/audit/0");
        assertThat(entry.get("action").asString()).isEqualTo("kill");
        assertThat(entry.get("result").asString()).isEqualTo("refused");
        assertThat(entry.at("/lines/0").asString()).isEqualTo("failed: IllegalStateException");
    }

    @Test
    void kill_saysWhichShadowsWentOffAndForHowLong() throws Exception {
        admin.actions.switchTo(false, shadow -> shadow.name().equals("greetings"));
        admin.post("/api/v1/kill?for=30m", OPERATOR);
        assertThat(audit("").at("/audit/0/lines").toString())
                .isEqualTo("[\"shadows[refunds].enabled: true → false for 30m\"]");
        admin.post("/api/v1/kill", OPERATOR);
        assertThat(audit("").at("/audit/0/lines").toString()).isEqualTo("[\"nothing was on\"]");
    }

    @Test
    void post_byAnOperator_isRecordedUnderHisName() throws Exception {
        HttpResponse<String> response = admin.postBody("/api/v1/audit", NOTE, OPERATOR);
        assertThat(response.statusCode()).isEqualTo(201);
        JsonNode entry = audit("").at("/audit/0");
        assertThat(entry.get("action").asString()).isEqualTo("promote");
        assertThat(entry.get("subject").asString()).isEqualTo("refunds");
        assertThat(entry.get("token").asString()).isEqualTo("operator");
        assertThat(entry.get("actor").asString()).isEqualTo("127.0.0.1");
        assertThat(entry.get("at").asString()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(entry.at("/lines/0").asString()).isEqualTo("model: a → b");
    }

    @Test
    void post_byOthers_isForbiddenAndChangesNothing() throws Exception {
        for (String token : new String[] {"read-token", "content-token"}) {
            assertThat(admin.postBody("/api/v1/audit", NOTE, "authorization", "Bearer " + token)
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(audit("").get("audit")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{\"action\":\"promote\",\"result\":\"applied\"} {}",
                "{\"action\":\"promote\",\"action\":\"promote\",\"result\":\"applied\"}",
                "{\"action\":\"kill\",\"result\":\"applied\"}",
                "{\"action\":\"Promote\",\"result\":\"applied\"}",
                "{\"action\":\"a\\u001b\",\"result\":\"applied\"}",
                "{\"action\":7,\"result\":\"applied\"}",
                "{\"result\":\"applied\"}",
                "{\"action\":\"promote\"}",
                "{\"action\":\"promote\",\"result\":\"maybe\"}",
                "{\"action\":\"promote\",\"result\":\"applied\",\"lines\":\"x\"}",
                "{\"action\":\"promote\",\"result\":\"applied\",\"lines\":[1]}",
                "{\"action\":\"promote\",\"result\":\"applied\",\"token\":\"somebody\"}"
            })
    void post_whatIsNoEntry_isRefusedWithWhatWasExpected(String body) throws Exception {
        HttpResponse<String> response = admin.postBody("/api/v1/audit", body, OPERATOR);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(AdminFixture.json(response).at("/error/message").asString()).contains("(expected: ");
        assertThat(audit("").get("audit")).isEmpty();
    }

    @Test
    void post_deepOrLong_isRefused() throws Exception {
        String deep = "{\"action\":" + "[".repeat(30_000);
        assertThat(admin.postBody("/api/v1/audit", deep, OPERATOR).statusCode()).isEqualTo(400);
        String subject = NOTE.replace("refunds", "x".repeat(201));
        assertThat(admin.postBody("/api/v1/audit", subject, OPERATOR).statusCode())
                .isEqualTo(400);
    }
}
