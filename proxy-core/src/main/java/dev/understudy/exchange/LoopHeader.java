package dev.understudy.exchange;

/**
 * The header that every candidate and control request carries, with the shadow's name as its value. A request that has it
 * is forwarded but never mirrored again, by this Understudy or another one on the way.
 */
public final class LoopHeader {
    public static final String NAME = "x-understudy-shadow";

    private LoopHeader() {}
}
