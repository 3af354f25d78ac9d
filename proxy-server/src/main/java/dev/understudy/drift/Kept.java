package dev.understudy.drift;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A shadow's baseline as it is kept: hashes and counts.
 *
 * @param candidate the hash of the candidate's configuration
 * @param by who approved it; null where the first exchanges did
 */
record Kept(
        String candidate,
        Instant at,
        @Nullable String by,
        Map<DriftKind, Baseline> baselines,
        Map<DriftKind, Set<Long>> parts,
        Map<Long, String> labels) {

    String json() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("candidate", candidate);
        json.put("at", at.toString());
        json.put("by", by);
        ObjectNode kinds = json.putObject("seen");
        baselines.forEach((kind, baseline) -> {
            ObjectNode one = kinds.putObject(kind.label()).put("seen", baseline.seen());
            ObjectNode counts = one.putObject("counts");
            baseline.counts().forEach((element, count) -> counts.put(Long.toHexString(element), count));
        });
        ObjectNode set = json.putObject("set");
        parts.forEach((kind, elements) -> {
            ArrayNode list = set.putArray(kind.label());
            elements.forEach(element -> list.add(Long.toHexString(element)));
        });
        ObjectNode names = json.putObject("labels");
        labels.forEach((element, label) -> names.put(Long.toHexString(element), label));
        return json.toString();
    }

    /** @throws IllegalArgumentException for anything that {@link #json} did not write */
    static Kept read(String text) {
        try {
            JsonNode json = JsonMapper.shared().readTree(text);
            Map<DriftKind, Baseline> baselines = new EnumMap<>(DriftKind.class);
            Map<DriftKind, Set<Long>> parts = new EnumMap<>(DriftKind.class);
            for (DriftKind kind : DriftKind.values()) {
                JsonNode one = json.path("seen").path(kind.label());
                if (one.isObject()) {
                    Map<Long, Integer> counts = new HashMap<>();
                    one.path("counts").forEachEntry((element, count) -> counts.put(element(element), count.intValue()));
                    baselines.put(kind, new Baseline(one.path("seen").intValue(), counts));
                }
                Set<Long> elements = new HashSet<>();
                json.path("set").path(kind.label()).forEach(element -> elements.add(element(element.stringValue())));
                parts.put(kind, elements);
            }
            Map<Long, String> labels = new HashMap<>();
            json.path("labels").forEachEntry((element, label) -> labels.put(element(element), label.stringValue()));
            JsonNode by = json.path("by");
            return new Kept(
                    json.path("candidate").stringValue(),
                    Instant.parse(json.path("at").stringValue()),
                    by.isString() ? by.stringValue() : null,
                    baselines,
                    parts,
                    labels);
        } catch (JacksonException | DateTimeException odd) {
            throw new IllegalArgumentException("baseline: " + odd.getClass().getSimpleName(), odd);
        }
    }

    private static long element(String hex) {
        return Long.parseUnsignedLong(hex, 16);
    }
}
