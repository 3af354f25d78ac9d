package dev.understudy.admin;

import dev.understudy.configfile.ReloadResult;
import dev.understudy.publish.Metrics;
import dev.understudy.publish.Scrape;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The process: its configuration, its books, its health. */
final class OperationEndpoints {
    private static final int DEFAULT_LIMIT = 100;

    private final AdminActions actions;
    private final Metrics metrics;
    private final AuditLog audit;

    OperationEndpoints(AdminActions actions, Metrics metrics, AuditLog audit) {
        this.actions = actions;
        this.metrics = metrics;
        this.audit = audit;
    }

    void addTo(Router router) {
        router.open("/healthz", request -> state(200, "alive"));
        router.open("/readyz", request -> actions.ready() ? state(200, "ready") : state(503, "not ready"));
        router.get("/metrics", this::metrics);
        router.get("/api/v1/config", this::config);
        router.get("/api/v1/audit", this::audit);
        router.post("/api/v1/reload", this::reload);
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

    private ApiResponse audit(ApiRequest request) {
        request.allowOnly(Set.of("limit"));
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ArrayNode entries = body.putArray("audit");
        for (AuditEntry entry : audit.entries(request.number("limit", DEFAULT_LIMIT, AuditLog.LIMIT))) {
            entries.addObject()
                    .put("at", entry.at().toString())
                    .put("actor", entry.actor())
                    .put("action", entry.action())
                    .put("subject", entry.subject())
                    .put("result", entry.result())
                    .put("detail", entry.detail());
        }
        return ApiResponse.json(body);
    }

    private ApiResponse reload(ApiRequest request) {
        request.allowOnly(Set.of());
        ReloadResult result = actions.reload();
        audit.record(request.actor(), "reload", "", !result.refused(), String.join("; ", result.lines()));
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("result", result.outcome().name().toLowerCase(Locale.ROOT));
        ArrayNode lines = body.putArray("lines");
        result.lines().forEach(lines::add);
        if (!result.refused()) {
            return ApiResponse.json(body);
        }
        body.putObject("error")
                .put("status", 422)
                .put("message", "configuration refused; the last good one stays in effect");
        return ApiResponse.json(422, body, Map.of());
    }
}
