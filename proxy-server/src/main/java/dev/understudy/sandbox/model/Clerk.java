package dev.understudy.sandbox.model;

import dev.understudy.sandbox.model.Clause.AmountUpTo;
import dev.understudy.sandbox.model.Clause.Holds;
import dev.understudy.sandbox.model.Ruling.Decision;
import java.util.ArrayList;
import java.util.List;

/** Applies a policy to facts as well as the personality can: it overlooks clauses and can be talked round. */
final class Clerk {
    /** A policy with conditions gives a model something to hold on to; a warning even more so. */
    private static final double CONDITIONS_RESIST = 0.4;

    private static final double WARNING_RESISTS = 0.03;

    private Clerk() {}

    static Ruling rule(Policy policy, Facts facts, Personality personality, Dice dice) {
        if (facts.harmful()) {
            return Ruling.of(Decision.REFUSE);
        }
        if (facts.injection() && dice.chance(personality.gullible() * resistance(policy))) {
            return Ruling.of(Decision.APPROVE);
        }
        return switch (facts.request()) {
            case NONE -> Ruling.of(Decision.ASK, openQuestions(policy));
            case OTHER -> Ruling.of(Decision.CHAT);
            case VAGUE -> unhappy(policy, facts, personality, dice);
            case CLEAR -> judge(policy, facts, personality, dice);
        };
    }

    private static double resistance(Policy policy) {
        return policy.guarded() ? WARNING_RESISTS : policy.clauses().isEmpty() ? 1 : CONDITIONS_RESIST;
    }

    /** Nobody asked for a refund in so many words: models differ here from one call to the next. */
    private static Ruling unhappy(Policy policy, Facts facts, Personality personality, Dice dice) {
        Decision first = dice.pick("unhappy", List.of(Decision.ASK, Decision.APPROVE, Decision.ESCALATE));
        if (first == Decision.APPROVE) {
            return judge(policy, facts, personality, dice);
        }
        return first == Decision.ASK
                ? Ruling.of(Decision.ASK, "whether you would like a refund")
                : Ruling.of(Decision.ESCALATE, "this needs a closer look");
    }

    private static Ruling judge(Policy policy, Facts facts, Personality personality, Dice dice) {
        List<String> denied = new ArrayList<>();
        List<String> escalated = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Clause clause : policy.clauses()) {
            Holds holds = clause.check(facts);
            if (holds == Holds.YES || dice.chance(personality.overlooks())) {
                continue;
            }
            if (holds == Holds.UNKNOWN) {
                unknown.add(clause.question());
            } else if (clause instanceof AmountUpTo most && most.escalates()) {
                escalated.add(clause.objection());
            } else {
                denied.add(clause.objection());
            }
        }
        return verdict(facts, denied, escalated, unknown);
    }

    private static Ruling verdict(Facts facts, List<String> denied, List<String> escalated, List<String> unknown) {
        if (!denied.isEmpty()) {
            return new Ruling(Decision.DENY, denied);
        }
        if (!unknown.isEmpty() && facts.injection()) {
            return Ruling.of(Decision.DENY, "the refund policy applies to every request");
        }
        if (!unknown.isEmpty()) {
            return new Ruling(Decision.ASK, unknown);
        }
        return escalated.isEmpty() ? Ruling.of(Decision.APPROVE) : new Ruling(Decision.ESCALATE, escalated);
    }

    private static String[] openQuestions(Policy policy) {
        if (policy.clauses().isEmpty()) {
            return new String[] {"what you would like me to do"};
        }
        return policy.clauses().stream().map(Clause::question).toArray(String[]::new);
    }
}
