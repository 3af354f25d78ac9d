package dev.understudy.privacy;

import dev.understudy.canonical.Completion;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Puts pseudonyms in place of personal data, consistently. Thread-safe; never runs on a live event loop. */
public interface Pseudonymiser {
    /**
     * A place in a text and what takes it.
     *
     * @param start of the first character, counted in UTF-16 units as {@link String} does
     * @param end behind the last one
     * @param type what it is, such as {@code EMAIL_ADDRESS}
     */
    record Replaced(int start, int end, String type, String replacement) {}

    /**
     * One that remembers: within one exchange it knows the pseudonyms that it has given and the names that it has found, so
     * that an answer is disguised as its request was. What it remembers goes with it. Not thread-safe.
     */
    default Pseudonymiser forExchange() {
        return this;
    }

    /** Whether a request with this body may be mirrored: not with images, audio or files that the policy does not let out. */
    default boolean admits(ObjectNode body) {
        return true;
    }

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

    /** What would be replaced in a plain text, in order and without overlap. */
    default List<Replaced> replacements(String text) {
        return List.of();
    }

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
