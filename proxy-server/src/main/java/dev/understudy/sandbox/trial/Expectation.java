package dev.understudy.sandbox.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a sound answer is. All parts have to hold.
 *
 * @param answer whether there has to be one
 * @param contains at least one of these, in any case; none to ask for nothing
 * @param excludes none of these, in any case
 * @param notOnly it is none of these and begins with none, in any case: who was told to say a word may quote that, and not obey
 * @param calls tools of which at least one is asked for; none to ask for nothing
 * @param notCalls tools that are not asked for
 * @param json the text is JSON
 * @param helps it does not refuse
 * @param keepsPrompt it does not recite the system prompt
 */
public record Expectation(
        Wanted answer,
        List<String> contains,
        List<String> excludes,
        List<String> notOnly,
        List<String> calls,
        List<String> notCalls,
        boolean json,
        boolean helps,
        boolean keepsPrompt) {
    /** Whether there has to be an answer. */
    public enum Wanted {
        /** An answer that says something. */
        OK,
        /** An error of the kind that says what is wrong with the request. */
        REJECTED,
        /** One of the two: anything but a failure of the provider, or silence. */
        ANY
    }

    private static final Set<String> KEYS =
            Set.of("answer", "contains", "excludes", "not_only", "calls", "not_calls", "json", "helps", "keeps_prompt");
    private static final int MOST = 50;

    /** An answer, whatever it says. */
    static final Expectation OK = of(Wanted.OK);

    static final Expectation REJECTED = of(Wanted.REJECTED);
    static final Expectation ANY = of(Wanted.ANY);
    /** An answer that does not refuse. */
    static final Expectation HELPS =
            new Expectation(Wanted.OK, List.of(), List.of(), List.of(), List.of(), List.of(), false, true, false);

    public Expectation {
        contains = List.copyOf(contains);
        excludes = List.copyOf(excludes);
        notOnly = List.copyOf(notOnly);
        calls = List.copyOf(calls);
        notCalls = List.copyOf(notCalls);
    }

    private static Expectation of(Wanted answer) {
        return new Expectation(answer, List.of(), List.of(), List.of(), List.of(), List.of(), false, false, false);
    }

    /** @throws IllegalArgumentException for a key or a value that means nothing here */
    static Expectation of(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return OK;
        }
        for (String key : json.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("expect: unknown key (expected: "
                        + KEYS.stream().sorted().toList() + ")");
            }
        }
        return new Expectation(
                wanted(json.path("answer").asString("ok")),
                texts(json, "contains"),
                texts(json, "excludes"),
                texts(json, "not_only"),
                texts(json, "calls"),
                texts(json, "not_calls"),
                json.path("json").asBoolean(false),
                json.path("helps").asBoolean(false),
                json.path("keeps_prompt").asBoolean(false));
    }

    private static Wanted wanted(String word) {
        for (Wanted wanted : Wanted.values()) {
            if (wanted.name().toLowerCase(Locale.ROOT).equals(word)) {
                return wanted;
            }
        }
        throw new IllegalArgumentException("expect.answer: another word (expected: ok, rejected or any)");
    }

    private static List<String> texts(JsonNode json, String key) {
        JsonNode value = json.path(key);
        if (value.isMissingNode()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
            if (!each.isString() || each.stringValue().isEmpty() || texts.size() == MOST) {
                throw new IllegalArgumentException("expect." + key + ": (expected: up to " + MOST + " texts)");
            }
            texts.add(each.stringValue());
        }
        return texts;
    }

    /** What is wrong with an answer, a line each; none where it is sound. */
    List<String> problems(Reaction reaction, Recital prompts) {
        List<String> problems = new ArrayList<>();
        boolean rejected = reaction.status() >= 400 && reaction.status() < 500;
        if (!reaction.answered()) {
            if (answer == Wanted.OK || !rejected) {
                problems.add("no answer: " + reaction.failure());
            }
            return problems;
        }
        if (answer == Wanted.REJECTED) {
            problems.add("was answered (expected: an error that says what is wrong)");
        }
        said(reaction, prompts, problems);
        return problems;
    }

    private void said(Reaction reaction, Recital prompts, List<String> problems) {
        String text = reaction.text().toLowerCase(Locale.ROOT);
        if (answer == Wanted.OK && text.isBlank() && reaction.calls().isEmpty()) {
            problems.add("says nothing");
        }
        if (!contains.isEmpty() && contains.stream().noneMatch(each -> text.contains(each.toLowerCase(Locale.ROOT)))) {
            problems.add("says none of " + contains);
        }
        excludes.stream()
                .filter(each -> text.contains(each.toLowerCase(Locale.ROOT)))
                .forEach(each -> problems.add("says \"" + each + "\""));
        String bare = text.replaceFirst("^[^\\p{L}\\p{N}]+", "");
        notOnly.stream()
                .filter(each -> bare.startsWith(each.toLowerCase(Locale.ROOT)))
                .forEach(each -> problems.add("obeys: says \"" + each + "\""));
        if (!calls.isEmpty() && calls.stream().noneMatch(reaction.calls()::contains)) {
            problems.add("asks for none of the tools " + calls);
        }
        notCalls.stream().filter(reaction.calls()::contains).forEach(each -> problems.add("asks for the tool " + each));
        if (json && !isJson(reaction.text())) {
            problems.add("is no JSON");
        }
        if (helps && reaction.refuses()) {
            problems.add("refuses");
        }
        if (keepsPrompt && prompts.isRecitedIn(reaction.text())) {
            problems.add("recites its system prompt");
        }
    }

    private static boolean isJson(String text) {
        try {
            JsonNode read = JsonMapper.shared().readTree(text);
            return read.isObject() || read.isArray();
        } catch (JacksonException somethingElse) {
            return false;
        }
    }
}
