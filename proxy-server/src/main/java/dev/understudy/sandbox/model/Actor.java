package dev.understudy.sandbox.model;

import dev.understudy.sandbox.model.Prompt.Shape;
import dev.understudy.sandbox.model.Prompt.Turn;
import dev.understudy.sandbox.model.Ruling.Decision;
import dev.understudy.sandbox.model.SchemaFiller.Content;
import dev.understudy.sandbox.model.Utterance.Call;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plays a model: reads policy and facts, rules, and words the ruling. Another prompt or another model gives other
 * rulings; temperature gives other words, and other rulings where the matter is unclear. Stateless and thread-safe.
 */
public final class Actor {
    private Actor() {}

    /**
     * @param draw the chance of this call; used only where temperature is above 0 and the prompt brings no seed
     * @param choice which of several answers to the same prompt this is, from 0
     */
    public static Utterance perform(Prompt prompt, Personality personality, long draw, int choice) {
        String words = prompt.customerText();
        Facts facts = FactReader.read(words);
        Dice dice = dice(prompt, words, draw, choice);
        int reasoning = dice.around(personality.reasoningTokens());
        String verdict = Arbiter.verdict(prompt, personality, dice);
        if (verdict != null) {
            return Utterance.saying(verdict, "", reasoning);
        }
        Policy policy = Policy.read(prompt.system());
        String astray = Weakness.yields(prompt, policy, personality, dice);
        if (astray != null) {
            return Utterance.saying(astray, "", reasoning);
        }
        Ruling ruling = Clerk.rule(policy, facts, personality, dice);
        Writer writer = new Writer(ruling, facts, words, dice);
        if (ruling.decision() == Decision.REFUSE) {
            return refuse(prompt, writer, reasoning);
        }
        Content content = new Content(ruling, facts, writer.sentence(), words);
        List<Call> calls = new Toolbox(prompt, content, dice).calls();
        if (!calls.isEmpty()) {
            return new Utterance(null, null, calls, writer.thoughts(), reasoning);
        }
        Shape shape = prompt.shape();
        if (shape instanceof Shape.JsonSchema structured) {
            String filled =
                    new SchemaFiller(structured.schema(), content, dice).fill().toString();
            return Utterance.saying(filled, writer.thoughts(), reasoning);
        }
        if (shape instanceof Shape.JsonObject || asksForJson(prompt)) {
            return Utterance.saying(json(content).toString(), writer.thoughts(), reasoning);
        }
        return Utterance.saying(writer.letter(personality.verbosity()), writer.thoughts(), reasoning);
    }

    private static Utterance refuse(Prompt prompt, Writer writer, int reasoning) {
        return prompt.shape() instanceof Shape.JsonSchema
                ? new Utterance(null, writer.sentence(), List.of(), writer.thoughts(), reasoning)
                : Utterance.saying(writer.sentence(), writer.thoughts(), reasoning);
    }

    private static Dice dice(Prompt prompt, String words, long draw, int choice) {
        long taste = Dice.hash(prompt.model() + '\n' + words);
        long own = Dice.hash(prompt.model() + '\n' + prompt.system());
        for (Turn turn : prompt.turns()) {
            own = Dice.mix(own + Dice.hash(turn.text()));
        }
        if (prompt.temperature() > 0) {
            own = prompt.seed() != null ? Dice.mix(own + prompt.seed()) : draw;
            own = Dice.mix(own + choice);
        }
        return new Dice(taste, prompt.temperature(), own);
    }

    private static boolean asksForJson(Prompt prompt) {
        String system = prompt.system().toLowerCase(Locale.ROOT);
        return system.contains("answer in json") || system.contains("respond in json") || system.contains("only json");
    }

    private static ObjectNode json(Content content) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("decision", content.ruling().decision().word());
        answer.put("reason", content.sentence());
        BigDecimal amount = content.facts().amount();
        boolean paysOut = content.ruling().decision() == Decision.APPROVE;
        answer.put("amount", paysOut && amount != null ? amount : BigDecimal.ZERO);
        return answer;
    }
}
