package dev.understudy.admin;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was cleared of a shadow.
 *
 * @param since when its evidence began; null where there was none
 * @param eligible exchanges that had been counted
 * @param compared of them
 * @param open of them, called off
 * @param kept exchanges that were kept, with scores or content; null where the store could not be cleared
 */
public record Cleared(
        String shadow,
        @Nullable Instant since,
        long eligible,
        long compared,
        long open,
        @Nullable Long kept) {

    ObjectNode json() {
        ObjectNode json = JsonMapper.shared().createObjectNode().put("shadow", shadow);
        json.putObject("cleared")
                .put("since", since == null ? null : since.toString())
                .put("eligible", eligible)
                .put("compared", compared)
                .put("called_off", open)
                .put("kept", kept);
        ArrayNode lines = json.putArray("lines");
        lines().forEach(lines::add);
        return json;
    }

    /** The same for people. */
    public List<String> lines() {
        String evidence = since == null ? "" : ", evidence since " + since;
        return List.of(
                String.format(
                        Locale.ROOT,
                        "statistics of %d eligible and %d compared exchanges%s",
                        eligible,
                        compared,
                        evidence),
                kept == null
                        ? "the kept exchanges are still there: the store cannot be written"
                        : "kept exchanges, with scores or content: " + kept,
                "under way and called off: " + open);
    }
}
