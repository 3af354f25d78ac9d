package dev.understudy.cli;

/** What commands exit with. */
final class ExitCode {
    static final int OK = 0;
    /** The answer is no: malformed input, a failed gate. */
    static final int NO = 1;
    /** Usage or configuration cannot be. */
    static final int USAGE = 2;

    private ExitCode() {}
}
