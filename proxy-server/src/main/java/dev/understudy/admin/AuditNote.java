package dev.understudy.admin;

import dev.understudy.admin.ApiResponse.Refusal;
import dev.understudy.audit.AuditEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody says was done beside the proxy: a command that changed its file. Who he is stands in the request, not here.
 *
 * @param action a word of his own: those of the proxy's own actions are refused, so that nobody can make it look as if it had acted
 */
record AuditNote(String action, String subject, boolean applied, List<String> lines) {
    private static final Set<String> KEYS = Set.of("action", "subject", "result", "lines");
    private static final Set<String> RESULTS = Set.of(AuditEntry.APPLIED, AuditEntry.REFUSED);
    private static final Set<String> OURS =
            Set.of("enable", "disable", "sample", "restore", "reset", "kill", "reload", "expire");
    private static final Pattern ACTION = Pattern.compile("[a-z][a-z_]{0,31}");
    private static final int LONGEST_SUBJECT = 200;
    private static final String SHAPE =
            "{\"action\": WORD, \"subject\": TEXT, \"result\": \"applied\" or \"refused\", \"lines\": [TEXT, …]}";
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws Refusal 400, with what was expected */
    static AuditNote of(String body) {
        JsonNode json = parsed(body);
        for (String key : json.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw refused(key, "unknown key", SHAPE);
            }
        }
        String action = text(json, "action");
        if (!ACTION.matcher(action).matches() || OURS.contains(action)) {
            throw refused("action", action, "a word of small letters that is none of " + String.join(", ", sorted()));
        }
        String subject = json.has("subject") ? text(json, "subject") : "";
        if (subject.length() > LONGEST_SUBJECT) {
            throw refused("subject", subject, "at most " + LONGEST_SUBJECT + " characters");
        }
        String result = text(json, "result");
        if (!RESULTS.contains(result)) {
            throw refused("result", result, "applied or refused");
        }
        return new AuditNote(action, subject, result.equals(AuditEntry.APPLIED), lines(json.path("lines")));
    }

    private static List<String> sorted() {
        return OURS.stream().sorted().toList();
    }

    private static JsonNode parsed(String body) {
        try {
            JsonNode json = STRICT.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException malformed) {
            throw refused("body", "no JSON", SHAPE);
        }
        throw refused("body", "no JSON object", SHAPE);
    }

    private static String text(JsonNode json, String key) {
        JsonNode value = json.path(key);
        if (!value.isString()) {
            throw refused(key, value.isMissingNode() ? "(none)" : value.toString(), "a text");
        }
        return value.stringValue();
    }

    private static List<String> lines(JsonNode json) {
        List<String> lines = new ArrayList<>();
        if (!json.isArray() && !json.isMissingNode()) {
            throw refused("lines", json.toString(), "a list of texts");
        }
        for (JsonNode line : json) {
            if (!line.isString()) {
                throw refused("lines", line.toString(), "a list of texts");
            }
            lines.add(line.stringValue());
        }
        return lines;
    }

    private static Refusal refused(String key, String found, String expected) {
        return new Refusal(400, Printable.line(key) + ": " + Printable.line(found) + " (expected: " + expected + ")");
    }
}
