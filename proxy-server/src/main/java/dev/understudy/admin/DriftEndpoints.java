package dev.understudy.admin;

import dev.understudy.admin.ApiResponse.Refusal;
import dev.understudy.audit.AuditLog;
import dev.understudy.config.ShadowConfig;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What drifts under a shadow, and the word of an operator that it is as it should be. */
final class DriftEndpoints {
    private final AdminActions actions;
    private final ShadowEndpoints shadows;
    private final AuditLog audit;

    DriftEndpoints(AdminActions actions, ShadowEndpoints shadows, AuditLog audit) {
        this.actions = actions;
        this.shadows = shadows;
        this.audit = audit;
    }

    void addTo(Router router) {
        router.get("/api/v1/shadows/{name}/drift", this::drift);
        router.post("/api/v1/shadows/{name}/approve", this::approve);
    }

    private ApiResponse drift(ApiRequest request) {
        request.allowOnly(Set.of());
        return answer(shadows.configured(request));
    }

    private ApiResponse approve(ApiRequest request) {
        request.allowOnly(Set.of());
        ShadowConfig shadow = shadows.configured(request);
        String token = request.caller().token();
        List<String> drifted = actions.approve(shadow.name(), token == null ? request.actor() : token);
        audit.record(
                request.actor(),
                token,
                "approve",
                shadow.name(),
                true,
                drifted.isEmpty() ? List.of("nothing had drifted") : drifted);
        return answer(shadow);
    }

    private ApiResponse answer(ShadowConfig shadow) {
        JsonNode drift = actions.drift(shadow.name()).orElse(null);
        if (drift == null) {
            throw new Refusal(404, "shadow: " + shadow.name() + " is not configured any more");
        }
        return ApiResponse.json(drift);
    }
}
