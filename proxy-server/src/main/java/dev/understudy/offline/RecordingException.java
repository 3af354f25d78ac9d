package dev.understudy.offline;

import java.util.List;

/** Recorded answers that cannot be used. Each problem is one line: {@code FILE:LINE: problem (expected: …)}. */
public final class RecordingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    RecordingException(List<String> problems) {
        super(String.join("\n", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    RecordingException(String problem) {
        this(List.of(problem));
    }

    /** In the order of the files; at least one. */
    public List<String> problems() {
        return problems;
    }
}
