package dev.understudy.compare.facts;

/** What can be checked of a text without understanding it. */
enum FactKind {
    NUMBER("numbers"),
    MONEY("money"),
    PERCENTAGE("percentages"),
    DATE("dates"),
    TIME("times"),
    URL("urls"),
    EMAIL("emails"),
    IDENTIFIER("identifiers"),
    NEGATION("negations");

    private final String quality;

    FactKind(String quality) {
        this.quality = quality;
    }

    /** Whether it is said of something: "the fee is 5". */
    boolean isQuantity() {
        return this == NUMBER || this == MONEY || this == PERCENTAGE || this == DATE || this == TIME;
    }

    /** The name of the quality that counts them. */
    String quality() {
        return quality;
    }
}
