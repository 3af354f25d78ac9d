package dev.understudy.http;

/** The header on every mirrored request: any Understudy that sees it forwards the request without mirroring it again. */
public final class LoopMark {
    /** Its value is the name of the shadow. */
    public static final String HEADER = "x-understudy-shadow";

    private LoopMark() {}
}
