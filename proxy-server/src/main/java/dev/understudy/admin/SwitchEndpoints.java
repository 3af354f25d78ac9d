package dev.understudy.admin;

import dev.understudy.config.ShadowConfig;
import dev.understudy.configfile.Durations;
import dev.understudy.configfile.ReloadResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What changes something: each call is audited with who made it. */
final class SwitchEndpoints {
    private final AdminActions actions;
    private final ShadowEndpoints shadows;
    private final AuditLog audit;

    SwitchEndpoints(AdminActions actions, ShadowEndpoints shadows, AuditLog audit) {
        this.actions = actions;
        this.shadows = shadows;
        this.audit = audit;
    }

    void addTo(Router router) {
        router.post("/api/v1/shadows/{name}/enable", request -> enable(request, true));
        router.post("/api/v1/shadows/{name}/disable", request -> enable(request, false));
        router.post("/api/v1/shadows/{name}/sample", this::sample);
        router.post("/api/v1/shadows/{name}/reset", this::reset);
        router.post("/api/v1/kill", this::kill);
        router.post("/api/v1/reload", this::reload);
    }

    private ApiResponse enable(ApiRequest request, boolean on) {
        request.allowOnly(Set.of("for"));
        return override(request, on ? "enable" : "disable", new Setting.Enabled(on));
    }

    private ApiResponse sample(ApiRequest request) {
        request.allowOnly(Set.of("percent", "for"));
        return override(request, "sample", new Setting.SamplePercent(request.percent("percent")));
    }

    private ApiResponse override(ApiRequest request, String action, Setting setting) {
        Duration holds = request.duration("for");
        ShadowConfig shadow = shadows.configured(request);
        actions.override(shadow.name(), setting, who(request), holds);
        record(request, action, shadow.name(), List.of(setting.key() + ": " + setting.text() + until(holds)));
        return ApiResponse.json(shadows.shadow(shadows.configured(request)));
    }

    private ApiResponse reset(ApiRequest request) {
        request.allowOnly(Set.of());
        ShadowConfig shadow = shadows.configured(request);
        boolean any = actions.reset(shadow.name());
        record(request, "reset", shadow.name(), any ? List.of() : List.of("nothing was overridden"));
        return ApiResponse.json(shadows.shadow(shadows.configured(request)));
    }

    private ApiResponse kill(ApiRequest request) {
        request.allowOnly(Set.of("for"));
        Duration holds = request.duration("for");
        List<String> running = actions.config().shadows().stream()
                .filter(ShadowConfig::enabled)
                .map(ShadowConfig::name)
                .toList();
        actions.kill(who(request), holds);
        record(request, "kill", "", List.of("switched off: " + running + until(holds)));
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ArrayNode disabled = body.putArray("disabled");
        running.forEach(disabled::add);
        return ApiResponse.json(body);
    }

    private static String until(@Nullable Duration holds) {
        return holds == null ? "" : " for " + Durations.text(holds);
    }

    private ApiResponse reload(ApiRequest request) {
        request.allowOnly(Set.of());
        ReloadResult result = actions.reload();
        audit.record(request.actor(), request.caller().token(), "reload", "", !result.refused(), result.lines());
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

    private static String who(ApiRequest request) {
        String token = request.caller().token();
        return token == null ? request.actor() : token;
    }

    private void record(ApiRequest request, String action, String subject, List<String> lines) {
        audit.record(request.actor(), request.caller().token(), action, subject, true, lines);
    }
}
