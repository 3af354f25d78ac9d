package dev.understudy.offline;

/** A line that cannot be used, and why; whoever knows the file and the number says where. */
final class LineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LineException(String problem) {
        super(problem, null, false, false);
    }
}
