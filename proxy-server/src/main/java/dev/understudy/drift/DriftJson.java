package dev.understudy.drift;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What drifts, as JSON. */
final class DriftJson {
    private static final List<DriftKind> OF_REQUESTS =
            List.of(DriftKind.SYSTEM_PROMPT, DriftKind.TOOLS, DriftKind.PARAMETERS, DriftKind.DIALECT);

    private DriftJson() {}

    static ObjectNode of(ShadowWatch watch, int wanted) {
        List<Finding> findings = watch.findings();
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("shadow", watch.shadow());
        json.put("state", state(findings).name().toLowerCase(Locale.ROOT));
        approved(json, watch.approvedAt(), watch.approvedBy());
        json.put("baseline", wanted);
        json.put("tolerance", watch.tolerance());
        ArrayNode kinds = json.putArray("kinds");
        findings.forEach(finding -> add(kinds.addObject(), finding));
        return json;
    }

    private static void approved(ObjectNode json, @Nullable Instant at, @Nullable String by) {
        if (at == null) {
            json.putNull("approved");
        } else {
            json.putObject("approved").put("at", at.toString()).put("by", by);
        }
    }

    /** Drift if there is any; else nothing can be said before requests have a baseline. */
    static Finding.State state(List<Finding> findings) {
        if (findings.stream().anyMatch(finding -> finding.state() == Finding.State.DRIFT)) {
            return Finding.State.DRIFT;
        }
        boolean gathering = findings.stream()
                .filter(finding -> OF_REQUESTS.contains(finding.kind()))
                .anyMatch(finding -> finding.share() == null);
        return gathering ? Finding.State.GATHERING : Finding.State.NONE;
    }

    private static void add(ObjectNode json, Finding finding) {
        Instant since = finding.since();
        json.put("kind", finding.kind().label());
        json.put("state", finding.state().name().toLowerCase(Locale.ROOT));
        json.put("share", finding.share());
        json.put("since", since == null ? null : since.toString());
        json.put("seen", finding.seen());
        json.put("baseline_seen", finding.baselineSeen());
        ArrayNode changes = json.putArray("changes");
        finding.elements()
                .forEach(element -> changes.addObject()
                        .put("id", element.id())
                        .put("label", element.label())
                        .put("before", element.before())
                        .put("now", element.now()));
    }
}
