package dev.understudy.sandbox.traffic;

import java.util.List;

/**
 * What one customer will do.
 *
 * @param kind for counting and tests
 * @param messages what the customer says, turn by turn; only the first for odd ones
 * @param shape how the application wants its answer
 * @param temperature of the application's requests
 * @param stays false: the customer leaves in the middle of the answer
 */
record Ask(Kind kind, List<String> messages, Shape shape, boolean streamed, double temperature, boolean stays) {

    /** Kinds of customers. The first four are sensible. */
    enum Kind {
        CLEAR_CASE,
        EDGE_CASE,
        SILENT_ON_FACTS,
        OTHER_QUESTION,
        INJECTION,
        GIBBERISH,
        EMPTY_MESSAGE,
        HARMFUL,
        NO_MESSAGES,
        WRONG_TYPE,
        UNKNOWN_MODEL,
        BROKEN_JSON;

        boolean wellFormed() {
            return ordinal() <= OTHER_QUESTION.ordinal();
        }
    }

    /** What the application does with the answer. */
    enum Shape {
        /** Shows it. */
        TEXT,
        /** Parses it. */
        JSON,
        /** Lets the model call its functions. */
        TOOLS
    }

    Ask {
        messages = List.copyOf(messages);
    }
}
