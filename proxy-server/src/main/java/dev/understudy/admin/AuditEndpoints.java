package dev.understudy.admin;

import dev.understudy.admin.ApiResponse.Refusal;
import dev.understudy.audit.AuditEntry;
import dev.understudy.audit.AuditLog;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was done: reading it page by page, and adding to it what was done beside the proxy. */
final class AuditEndpoints {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final int CREATED = 201;

    private final AuditLog audit;

    AuditEndpoints(AuditLog audit) {
        this.audit = audit;
    }

    void addTo(Router router) {
        router.slowGet("/api/v1/audit", this::list);
        router.post("/api/v1/audit", this::add);
    }

    private ApiResponse list(ApiRequest request) {
        request.allowOnly(Set.of("limit", "after"));
        AuditLog.Page page = page(request.query().get("after"), request.number("limit", DEFAULT_LIMIT, MAX_LIMIT));
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ArrayNode entries = body.putArray("audit");
        page.entries().forEach(entry -> entries.add(json(entry)));
        body.put("next", page.next());
        body.put("kept", page.kept().name().toLowerCase(Locale.ROOT));
        body.put("unwritten", page.waiting());
        return ApiResponse.json(body);
    }

    private AuditLog.Page page(@Nullable String after, int limit) {
        try {
            return audit.page(after, limit);
        } catch (IllegalArgumentException nowhere) {
            throw new Refusal(
                    400, "after: " + Printable.line(String.valueOf(after)) + " (expected: next of the page before)");
        }
    }

    private static ObjectNode json(AuditEntry entry) {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("id", Long.toString(entry.id()))
                .put("at", entry.at().toString())
                .put("actor", entry.actor())
                .put("token", entry.token())
                .put("action", entry.action())
                .put("subject", entry.subject())
                .put("result", entry.result());
        ArrayNode lines = json.putArray("lines");
        entry.lines().forEach(lines::add);
        return json;
    }

    private ApiResponse add(ApiRequest request) {
        request.allowOnly(Set.of());
        AuditNote note = AuditNote.of(request.content());
        audit.record(
                request.actor(), request.caller().token(), note.action(), note.subject(), note.applied(), note.lines());
        return ApiResponse.json(CREATED, JsonMapper.shared().createObjectNode().put("result", "recorded"), Map.of());
    }
}
