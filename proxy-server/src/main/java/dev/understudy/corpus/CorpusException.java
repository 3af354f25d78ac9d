package dev.understudy.corpus;

/** A corpus, or a file that should be part of one, cannot be used; the message is one line for a person. */
public final class CorpusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message {@code name: value (expected: …)} */
    public CorpusException(String message) {
        super(message);
    }

    CorpusException(String message, Throwable cause) {
        super(message, cause);
    }
}
