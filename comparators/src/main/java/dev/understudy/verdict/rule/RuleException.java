package dev.understudy.verdict.rule;

/** A rule that cannot be read: where, what stands there, and what was expected. */
public final class RuleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int position;
    private final String found;
    private final String expected;

    RuleException(int position, String found, String expected) {
        super("character " + position + ": " + found + " (expected: " + expected + ")");
        this.position = position;
        this.found = found;
        this.expected = expected;
    }

    /** Of the first character in question, from 1. */
    public int position() {
        return position;
    }

    /** What stands there. */
    public String found() {
        return found;
    }

    public String expected() {
        return expected;
    }
}
