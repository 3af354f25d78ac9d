package dev.understudy.admin;

import dev.understudy.config.AdminToken.Role;
import dev.understudy.publish.Metrics;
import dev.understudy.publish.Scrape;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** The process: its configuration, its health, and who is asking. */
final class OperationEndpoints {
    private final AdminActions actions;
    private final Metrics metrics;

    OperationEndpoints(AdminActions actions, Metrics metrics) {
        this.actions = actions;
        this.metrics = metrics;
    }

    void addTo(Router router) {
        router.open("/healthz", request -> state(200, "alive"));
        router.open("/readyz", request -> actions.ready() ? state(200, "ready") : state(503, "not ready"));
        router.get("/metrics", this::metrics);
        router.get("/api/v1/config", this::config);
        router.get("/api/v1/whoami", OperationEndpoints::whoami);
    }

    private static ApiResponse state(int status, String state) {
        return ApiResponse.json(status, JsonMapper.shared().createObjectNode().put("status", state), Map.of());
    }

    private ApiResponse metrics(ApiRequest request) {
        Scrape scrape = metrics.scrape(request.header("accept"));
        return new ApiResponse.Whole(200, scrape.contentType(), scrape.body(), Map.of());
    }

    private ApiResponse config(ApiRequest request) {
        request.allowOnly(Set.of());
        return ApiResponse.json(actions.maskedConfig());
    }

    /** For a page that wants to know which of its buttons would work. */
    private static ApiResponse whoami(ApiRequest request) {
        request.allowOnly(Set.of());
        Role role = request.caller().role();
        return ApiResponse.json(JsonMapper.shared()
                .createObjectNode()
                .put("token", request.caller().token())
                .put("role", role == null ? null : role.name().toLowerCase(Locale.ROOT))
                .put("operates", request.caller().operates())
                .put("sees_content", request.caller().seesContent()));
    }
}
