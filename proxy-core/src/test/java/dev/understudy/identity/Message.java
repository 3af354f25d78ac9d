package dev.understudy.identity;

/**
 * One generated message and how it is sent.
 *
 * @param sent every byte the sender writes
 * @param expected every byte the receiver must get
 * @param sentHead length of the head (with informational ones) in {@code sent}
 * @param expectedHead its length in {@code expected}
 * @param cuts where it is cut into writes, ascending, the end included
 * @param waits from which offset of the body on the sender waits at each cut until the receiver has what was sent; negative
 *     for never
 */
record Message(byte[] sent, byte[] expected, int sentHead, int expectedHead, int[] cuts, int waits) {
    Message {
        if (sent.length - sentHead != expected.length - expectedHead) {
            throw new IllegalArgumentException("bodies of different length");
        }
    }
}
