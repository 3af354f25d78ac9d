package dev.understudy.sandbox.model;

import java.util.List;

/**
 * What the model makes of a request.
 *
 * @param because objections for DENY and ESCALATE, open questions for ASK; else empty
 */
record Ruling(Decision decision, List<String> because) {
    /** What can come of a request. */
    enum Decision {
        APPROVE,
        DENY,
        ESCALATE,
        /** Something must be known first. */
        ASK,
        /** Not about a refund. */
        CHAT,
        /** Will not help with that. */
        REFUSE;

        /** The closest of the three words that the story's JSON knows. */
        String word() {
            return switch (this) {
                case APPROVE -> "approve";
                case DENY, REFUSE -> "deny";
                case ESCALATE, ASK, CHAT -> "escalate";
            };
        }
    }

    Ruling {
        because = List.copyOf(because);
    }

    static Ruling of(Decision decision, String... because) {
        return new Ruling(decision, List.of(because));
    }
}
