package dev.understudy.cli;

/** What commands exit with. */
final class ExitCode {
    static final int OK = 0;
    /** The answer is no: malformed input, a failed gate. */
    static final int NO = 1;
    /** Usage or configuration cannot be. */
    static final int USAGE = 2;

    /** Nobody can say yet: a gate that has not seen enough. */
    static final int UNDECIDED = 3;

    private ExitCode() {}
}
