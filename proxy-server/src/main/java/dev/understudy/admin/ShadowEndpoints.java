package dev.understudy.admin;

import dev.understudy.admin.ApiResponse.Refusal;
import dev.understudy.config.ShadowConfig;
import dev.understudy.mirror.ShadowStatus;
import dev.understudy.publish.ShadowStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shadows: shown, and switched. */
final class ShadowEndpoints {
    /** Position of the name in {@code /api/v1/shadows/NAME}. */
    private static final int NAME = 3;

    private final AdminActions actions;
    private final ShadowStatistics statistics;
    private final AuditLog audit;

    ShadowEndpoints(AdminActions actions, ShadowStatistics statistics, AuditLog audit) {
        this.actions = actions;
        this.statistics = statistics;
        this.audit = audit;
    }

    void addTo(Router router) {
        router.get("/api/v1/shadows", this::list);
        router.get("/api/v1/shadows/*", this::show);
        router.get("/api/v1/verdicts/*", this::verdict);
        router.post("/api/v1/shadows/*/enable", request -> enable(request, true));
        router.post("/api/v1/shadows/*/disable", request -> enable(request, false));
        router.post("/api/v1/kill", this::kill);
    }

    private ApiResponse list(ApiRequest request) {
        request.allowOnly(Set.of());
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ArrayNode shadows = body.putArray("shadows");
        Map<String, ShadowStatus> statuses = statuses();
        for (ShadowConfig shadow : actions.config().shadows()) {
            ShadowStatus status = statuses.get(shadow.name());
            if (status != null) {
                shadows.add(ShadowJson.of(shadow, status, statistics.summary(shadow.name())));
            }
        }
        return ApiResponse.json(body);
    }

    private ApiResponse show(ApiRequest request) {
        request.allowOnly(Set.of());
        return shadow(configured(request));
    }

    private ApiResponse verdict(ApiRequest request) {
        request.allowOnly(Set.of());
        ShadowConfig shadow = configured(request);
        JsonNode verdict = actions.verdict(shadow.name());
        if (verdict == null) {
            throw unknown(shadow.name());
        }
        return ApiResponse.json(verdict);
    }

    private ApiResponse enable(ApiRequest request, boolean on) {
        request.allowOnly(Set.of());
        ShadowConfig shadow = configured(request);
        actions.setEnabled(shadow.name(), on);
        audit.record(request.actor(), on ? "enable" : "disable", shadow.name(), true, "");
        return shadow(configured(request));
    }

    private ApiResponse kill(ApiRequest request) {
        request.allowOnly(Set.of());
        List<String> running = actions.config().shadows().stream()
                .filter(ShadowConfig::enabled)
                .map(ShadowConfig::name)
                .toList();
        actions.kill();
        audit.record(request.actor(), "kill", "", true, "switched off: " + running);
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ArrayNode disabled = body.putArray("disabled");
        running.forEach(disabled::add);
        return ApiResponse.json(body);
    }

    private ApiResponse shadow(ShadowConfig shadow) {
        ShadowStatus status = statuses().get(shadow.name());
        if (status == null) {
            throw unknown(shadow.name());
        }
        return ApiResponse.json(ShadowJson.of(shadow, status, statistics.summary(shadow.name())));
    }

    private ShadowConfig configured(ApiRequest request) {
        String name = request.segments().get(NAME);
        return actions.config().shadows().stream()
                .filter(shadow -> shadow.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private Refusal unknown(String name) {
        List<String> names =
                actions.config().shadows().stream().map(ShadowConfig::name).toList();
        return new Refusal(404, "shadow: " + Printable.line(name) + " (expected: one of " + names + ")");
    }

    private Map<String, ShadowStatus> statuses() {
        return actions.shadows().stream().collect(Collectors.toMap(ShadowStatus::name, Function.identity()));
    }
}
