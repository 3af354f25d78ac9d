package dev.understudy.compare.schema;

import java.util.List;

/** Whether a value keeps to a schema: a closed set. */
public sealed interface Conformance {
    /** It does. */
    record Conforms() implements Conformance {}

    /**
     * It does not.
     *
     * @param count how many violations were found
     * @param first the first few, for people: {@code $.total: string found, number expected}
     */
    record Violates(int count, List<String> first) implements Conformance {
        public Violates {
            first = List.copyOf(first);
        }
    }

    /** Nobody can say within bounds, or the schema is broken. */
    record Unknown(String reason) implements Conformance {}

    Conformance CONFORMS = new Conforms();
}
