package dev.understudy.assembly;

/** The process cannot start, and why in one line: a port in use, a certificate that cannot be read. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String line, Throwable cause) {
        super(line, cause);
    }
}
