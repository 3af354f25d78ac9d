package dev.understudy.admin;

import dev.understudy.audit.AuditLog;
import dev.understudy.config.ShadowConfig;
import dev.understudy.configfile.Durations;
import dev.understudy.configfile.ReloadResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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
        router.post("/api/v1/shadows/{name}/restore", this::restore);
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
        audited(request, action, shadow.name(), () -> {
            List<String> changed = actions.override(shadow.name(), setting, who(request), holds);
            String key = "shadows[" + shadow.name() + "]." + setting.key();
            return said(changed, key + ": " + setting.text() + ", as it was", holds);
        });
        return ApiResponse.json(shadows.shadow(shadows.configured(request)));
    }

    private ApiResponse restore(ApiRequest request) {
        request.allowOnly(Set.of());
        ShadowConfig shadow = shadows.configured(request);
        audited(request, "restore", shadow.name(), () -> said(actions.restore(shadow.name()), "nothing changed", null));
        return ApiResponse.json(shadows.shadow(shadows.configured(request)));
    }

    private ApiResponse reset(ApiRequest request) {
        request.allowOnly(Set.of());
        ShadowConfig shadow = shadows.configured(request);
        Cleared[] cleared = new Cleared[1];
        audited(request, "reset", shadow.name(), () -> {
            cleared[0] = actions.reset(shadow.name());
            return cleared[0].lines();
        });
        return ApiResponse.json(cleared[0].json());
    }

    private ApiResponse kill(ApiRequest request) {
        request.allowOnly(Set.of("for"));
        Duration holds = request.duration("for");
        List<String> running = actions.config().shadows().stream()
                .filter(ShadowConfig::enabled)
                .map(ShadowConfig::name)
                .toList();
        audited(request, "kill", "", () -> said(actions.kill(who(request), holds), "nothing was on", holds));
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ArrayNode disabled = body.putArray("disabled");
        running.forEach(disabled::add);
        return ApiResponse.json(body);
    }

    /** What changed, or {@code nothing}; and for how long. */
    private static List<String> said(List<String> changed, String nothing, @Nullable Duration holds) {
        String until = holds == null ? "" : " for " + Durations.text(holds);
        return (changed.isEmpty() ? List.of(nothing) : changed)
                .stream().map(line -> line + until).toList();
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

    /** What did not work is audited too. */
    private void audited(ApiRequest request, String action, String subject, Supplier<List<String>> operation) {
        List<String> lines;
        try {
            lines = operation.get();
        } catch (RuntimeException fault) {
            String why = "failed: " + fault.getClass().getSimpleName();
            audit.record(request.actor(), request.caller().token(), action, subject, false, List.of(why));
            throw fault;
        }
        audit.record(request.actor(), request.caller().token(), action, subject, true, lines);
    }
}
