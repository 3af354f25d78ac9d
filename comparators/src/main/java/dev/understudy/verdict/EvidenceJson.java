package dev.understudy.verdict;

import dev.understudy.verdict.Evidence.Strand;
import dev.understudy.verdict.rule.Estimand;
import dev.understudy.verdict.sequence.TallyJson;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Evidence as JSON: what a store keeps and what proxies could send each other. Sparse, of bounded size, with a version.
 * Holds counts and sums and hashes of conversation keys; nothing of any answer.
 */
public final class EvidenceJson {
    /** Raised whenever what an older one wrote would be misread. */
    public static final int VERSION = 2;

    private EvidenceJson() {}

    public static ObjectNode write(Evidence evidence) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("version", VERSION);
        json.put("exchanges", evidence.exchanges());
        json.put("late_turns", evidence.lateTurns());
        json.put("window", evidence.conversations().window());
        ObjectNode estimands = json.putObject("estimands");
        evidence.strands().forEach((key, strand) -> {
            ObjectNode entry = estimands.putObject(key);
            entry.put("not_comparable", strand.notComparable);
            entry.put("out_of_range", strand.outOfRange);
            entry.put("no_control", strand.noControl);
            entry.put("hits", strand.hits);
            strand.tally.writeTo(entry.putObject("tally"));
        });
        json.put("closed", keys(evidence.conversations().closed()));
        json.put(
                "open",
                OpenConversations.write(
                        evidence.conversations().open(), evidence.strands().size()));
        return json;
    }

    /**
     * Reads what {@link #write} wrote, for these estimands: what was kept of others is left out, and others that nothing was
     * kept of begin empty.
     *
     * @throws IllegalArgumentException for a snapshot that cannot be read
     */
    public static Evidence read(JsonNode json, Collection<Estimand> estimands) {
        if (json.path("version").asInt(-1) != VERSION) {
            throw new IllegalArgumentException("version: " + json.path("version") + " (expected: " + VERSION + ")");
        }
        try {
            Evidence evidence = new Evidence(estimands);
            TallyJson.Reader reader = new TallyJson.Reader(json);
            evidence.counts(reader.count("exchanges"), reader.count("late_turns"));
            evidence.conversations().window(json.path("window").asInt(Conversations.SMALLEST));
            for (Map.Entry<String, Strand> entry : evidence.strands().entrySet()) {
                JsonNode kept = json.path("estimands").path(entry.getKey());
                if (kept.isObject()) {
                    read(kept, entry.getValue());
                }
            }
            readConversations(json, evidence);
            return evidence;
        } catch (NumberFormatException | ArithmeticException | DateTimeException malformed) {
            throw new IllegalArgumentException("snapshot: " + malformed.getMessage(), malformed);
        }
    }

    private static void read(JsonNode json, Strand strand) {
        TallyJson.Reader reader = new TallyJson.Reader(json);
        strand.notComparable = reader.count("not_comparable");
        strand.outOfRange = reader.count("out_of_range");
        strand.noControl = reader.count("no_control");
        strand.hits = reader.count("hits");
        TallyJson.read(json.path("tally"), strand.tally);
    }

    private static void readConversations(JsonNode json, Evidence evidence) {
        keys(json.path("closed").asString("")).forEach(evidence.conversations()::remember);
        // A draft stands at its estimand's place in what was written; that may be another place now.
        List<String> kept = List.copyOf(json.path("estimands").propertyNames());
        List<String> asked = List.copyOf(evidence.strands().keySet());
        int[] places = kept.stream().mapToInt(asked::indexOf).toArray();
        OpenConversations.read(json.path("open").asString(""), places, asked.size())
                .forEach(evidence.conversations()::put);
    }

    private static String keys(Collection<Long> keys) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * keys.size());
        keys.forEach(bytes::putLong);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static List<Long> keys(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        List<Long> keys = new ArrayList<>();
        while (bytes.remaining() >= Long.BYTES && keys.size() < Conversations.REMEMBERED) {
            keys.add(bytes.getLong());
        }
        return keys;
    }
}
