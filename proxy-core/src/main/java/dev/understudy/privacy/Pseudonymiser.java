package dev.understudy.privacy;

import dev.understudy.canonical.Completion;
import tools.jackson.databind.node.ObjectNode;

/** Puts pseudonyms in place of personal data, consistently. Thread-safe; never runs on a live event loop. */
public interface Pseudonymiser {
    /** Rewrites every string value of a request body in place. */
    void request(ObjectNode body);

    /**
     * The same mapping applied to one value outside the body: of a header, of a query parameter.
     *
     * @param name says what it is, where that alone makes it personal, such as {@code user_id}; empty where there is none
     * @param value decoded
     * @return the same instance when there is nothing to change
     */
    String value(String name, String value);

    /** The same mapping applied to an answer, so that pseudonyms alone cause no divergence. */
    Completion answer(Completion completion);

    /** Leaves everything as it is. */
    Pseudonymiser OFF = new Pseudonymiser() {
        @Override
        public void request(ObjectNode body) {}

        @Override
        public String value(String name, String value) {
            return value;
        }

        @Override
        public Completion answer(Completion completion) {
            return completion;
        }
    };
}
