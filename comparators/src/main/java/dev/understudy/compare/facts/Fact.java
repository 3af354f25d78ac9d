package dev.understudy.compare.facts;

/**
 * One checkable thing that a text says.
 *
 * @param value in a form in which equal things are written the same: {@code 1250}, {@code USD 12.5}, {@code 2024-03-05}
 */
record Fact(FactKind kind, String value) {
    /** The same, said of something. */
    Fact of(String what) {
        return new Fact(kind, what + ": " + value);
    }

    String described() {
        return switch (kind) {
            case PERCENTAGE -> value + " %";
            case NEGATION -> "not " + value;
            case NUMBER, MONEY, DATE, TIME, URL, EMAIL, IDENTIFIER -> value;
        };
    }
}
