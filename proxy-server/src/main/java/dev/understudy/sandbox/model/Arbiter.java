package dev.understudy.sandbox.model;

import dev.understudy.sandbox.model.Prompt.Shape;
import dev.understudy.sandbox.model.Ruling.Decision;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plays a model that is asked which of two answers is better. It reads policy and facts out of the conversation, rules by
 * itself without a mistake, and prefers the answer that rules alike; where both do, or neither, it is a tie. One that is
 * gullible takes the first answer's word for it, whatever it says; one that overlooks things guesses.
 */
final class Arbiter {
    private static final Personality FAULTLESS = new Personality(0, 0, 0, 0, 1_000_000, new Pace(1, 1, 0, 1));
    private static final List<String> CHOICES = List.of("a", "b", "tie");

    private final JsonNode document;
    private final Dice dice;
    private final Personality personality;

    private Arbiter(JsonNode document, Personality personality, Dice dice) {
        this.document = document;
        this.personality = personality;
        this.dice = dice;
    }

    /** The verdict as JSON, or null for a prompt that asks for none. */
    static @Nullable String verdict(Prompt prompt, Personality personality, Dice dice) {
        boolean wanted = prompt.shape() instanceof Shape.JsonSchema structured
                && structured.schema().path("properties").path("preferred").has("enum");
        JsonNode document = wanted ? document(prompt.customerText()) : null;
        return document == null
                ? null
                : new Arbiter(document, personality, dice).verdict().toString();
    }

    private static @Nullable JsonNode document(String text) {
        try {
            JsonNode document = JsonMapper.shared().readTree(text);
            return document.has("answer_a") && document.has("answer_b") ? document : null;
        } catch (JacksonException somethingElse) {
            return null;
        }
    }

    private ObjectNode verdict() {
        String right = right();
        String a = said(document.path("answer_a"));
        String b = said(document.path("answer_b"));
        String fair = a.equals(right) == b.equals(right) ? "tie" : a.equals(right) ? "a" : "b";
        String preferred = fair;
        if (dice.chance(personality.gullible())) {
            preferred = "a";
        } else if (dice.chance(personality.overlooks())) {
            preferred = dice.pick("verdict", CHOICES);
        }
        ObjectNode verdict = JsonNodeFactory.instance.objectNode();
        verdict.put("reason", "The policy calls for: " + right + ". Answer a: " + a + "; answer b: " + b + ".");
        return verdict.put("preferred", preferred);
    }

    /** What should have been decided. */
    private String right() {
        StringBuilder system = new StringBuilder();
        StringBuilder words = new StringBuilder();
        for (JsonNode message : document.path("conversation")) {
            String role = message.path("role").asString("");
            StringBuilder side = role.equals("system") ? system : role.equals("user") ? words : new StringBuilder();
            side.append(message.path("content").asString("")).append('\n');
        }
        String said = words.toString();
        Dice fixed = new Dice(Dice.hash(said), 0, Dice.hash(said));
        Facts facts = FactReader.read(said);
        return Clerk.rule(Policy.read(system.toString()), facts, FAULTLESS, fixed)
                .decision()
                .word();
    }

    /** The decision that an answer tells of; {@code nothing} where it tells of none. */
    private static String said(JsonNode answer) {
        String calls = answer.path("tool_calls").toString();
        if (calls.contains("issue_refund")) {
            return Decision.APPROVE.word();
        }
        String text = answer.path("text")
                .asString(answer.path("refusal").asString(""))
                .toLowerCase(Locale.ROOT);
        for (Decision decision : Decision.values()) {
            boolean inJson = text.contains("\"decision\":\"" + decision.word() + "\"");
            if (inJson || Phrases.core(decision).stream().anyMatch(phrase -> isIn(phrase, text))) {
                return decision.word();
            }
        }
        return calls.contains("escalate") ? Decision.ESCALATE.word() : "nothing";
    }

    /** Whether a text has every piece of a phrase in order, whatever stands in its places. */
    private static boolean isIn(String phrase, String text) {
        int from = 0;
        for (String piece : phrase.toLowerCase(Locale.ROOT).split("\\{[a-z]+}")) {
            int found = text.indexOf(piece, from);
            if (found < 0) {
                return false;
            }
            from = found + piece.length();
        }
        return true;
    }
}
