package dev.understudy.offline;

import dev.understudy.compare.Wording;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One recorded answer: {@code {"id", "output", "request", "conversation", "status", "timing"}}, of which only the first two have
 * to be there.
 *
 * @param id what pairs it with the other arms' answers
 * @param request what was asked, as it stands in the line; null when it does not say
 * @param dialect whose body the output was; null for one in words of ours
 * @param conversation what it is a turn of; null when it does not say
 * @param scores that others gave it, by name, from 0 to 1; those that the line does not have are left out
 */
record RecordedLine(
        String id,
        Answer answer,
        @Nullable JsonNode request,
        @Nullable Dialect dialect,
        @Nullable String conversation,
        Map<String, Double> scores) {
    private static final int LONGEST_ID = 1_000;

    /** How some call the id; the first that is there counts. */
    private static final String[] ID_NAMES = {"id", "uid"};

    /**
     * Checks a line as far as that is possible without reading the answer; returns its id.
     *
     * @param scores that are looked for
     * @throws LineException for one that cannot be read
     */
    static String checked(byte[] line, List<Score> scores) {
        ObjectNode json = object(line);
        String id = id(json);
        OutputReader.check(json);
        scores.forEach(score -> score.read(json));
        return id;
    }

    /** @throws LineException for one that cannot be read */
    static RecordedLine read(byte[] line, Arm arm, List<Score> scores) {
        ObjectNode json = object(line);
        OutputReader output = OutputReader.of(json, arm);
        JsonNode request = json.get("request");
        Map<String, Double> marks = new HashMap<>();
        for (Score score : scores) {
            Double mark = score.read(json);
            if (mark != null) {
                marks.put(score.name(), mark);
            }
        }
        return new RecordedLine(
                id(json),
                output.answer(),
                request == null || request.isNull() ? null : request,
                output.dialect(),
                scalar(json.get("conversation"), "conversation"),
                Map.copyOf(marks));
    }

    private static ObjectNode object(byte[] line) {
        try {
            if (Json.tree(line, 0, line.length) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException malformed) {
            String why = Wording.excerpt(malformed.getOriginalMessage(), 120);
            throw new LineException("not JSON: " + why + " (expected: {\"id\", \"output\"})");
        }
        throw new LineException("not a JSON object (expected: {\"id\", \"output\"})");
    }

    private static String id(ObjectNode json) {
        for (String name : ID_NAMES) {
            String id = scalar(json.get(name), name);
            if (id != null) {
                return id;
            }
        }
        throw new LineException("no id (expected: {\"id\", \"output\"})");
    }

    /** 7 and "7" are one. */
    private static @Nullable String scalar(@Nullable JsonNode value, String name) {
        if (value == null || value.isNull()) {
            return null;
        }
        String text = value.isString() || value.isIntegralNumber() ? value.asString() : "";
        if (text.isEmpty() || text.length() > LONGEST_ID) {
            throw new LineException(name + ": " + Wording.excerpt(value.toString(), 40)
                    + " (expected: a string of up to " + LONGEST_ID + " characters, or a whole number)");
        }
        return text;
    }

    /** An id for messages. */
    static String shown(String id) {
        return "\"" + Wording.excerpt(id, 60) + "\"";
    }
}
