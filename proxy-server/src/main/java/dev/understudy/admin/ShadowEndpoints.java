package dev.understudy.admin;

import dev.understudy.admin.ApiResponse.Refusal;
import dev.understudy.config.ShadowConfig;
import dev.understudy.mirror.ShadowStatus;
import dev.understudy.publish.ShadowStatistics;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shadows, shown. */
final class ShadowEndpoints {
    /** Position of the name in {@code /api/v1/shadows/NAME}. */
    private static final int NAME = 3;

    private final AdminActions actions;
    private final ShadowStatistics statistics;
    private final Clock clock;

    ShadowEndpoints(AdminActions actions, ShadowStatistics statistics, Clock clock) {
        this.actions = actions;
        this.statistics = statistics;
        this.clock = clock;
    }

    void addTo(Router router) {
        router.get("/api/v1/shadows", this::list);
        router.get("/api/v1/shadows/{name}", this::show);
        router.get("/api/v1/shadows/{name}/history", this::history);
        router.get("/api/v1/verdicts/{name}", this::verdict);
    }

    private ApiResponse list(ApiRequest request) {
        request.allowOnly(Set.of());
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ArrayNode shadows = body.putArray("shadows");
        Map<String, ShadowStatus> statuses = statuses();
        ShadowJson json = json();
        for (ShadowConfig shadow : actions.config().shadows()) {
            ShadowStatus status = statuses.get(shadow.name());
            if (status != null) {
                shadows.add(json.of(shadow, status, statistics.summary(shadow.name())));
            }
        }
        return ApiResponse.json(body);
    }

    private ShadowJson json() {
        return new ShadowJson(clock.instant(), actions.overrides());
    }

    private ApiResponse show(ApiRequest request) {
        request.allowOnly(Set.of());
        return ApiResponse.json(shadow(configured(request)));
    }

    private ApiResponse history(ApiRequest request) {
        request.allowOnly(Set.of());
        String name = configured(request).name();
        JsonNode history = actions.history(name).orElse(null);
        if (history == null) {
            throw new Refusal(404, "shadow: " + name + " has no history yet (expected: a point within seconds)");
        }
        return ApiResponse.json(history);
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

    /** As it stands now. */
    ObjectNode shadow(ShadowConfig shadow) {
        ShadowStatus status = statuses().get(shadow.name());
        if (status == null) {
            throw unknown(shadow.name());
        }
        return json().of(shadow, status, statistics.summary(shadow.name()));
    }

    /** The shadow that the path names. */
    ShadowConfig configured(ApiRequest request) {
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
