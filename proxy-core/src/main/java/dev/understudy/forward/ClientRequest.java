package dev.understudy.forward;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** What a client's protocol tells of its request, once the head is there. Called on the client's event loop only. */
public interface ClientRequest {
    /** Of its exchange or, where nothing of it is mirrored, what the client calls it; null where it does not say. */
    @Nullable
    String id();

    /** Everything that was there with the head has been handed over: on to the upstream. */
    void start();

    /** A piece of the body in its own framing; the callee owns it. */
    void requestBody(ByteBuf wire);

    /** The last byte of the request has been handed over. */
    void requestComplete();

    /** What the client sent in this turn has been handed over. */
    void flushRequest();

    boolean isRequestComplete();

    /** The client left: the upstream call ends with it, at once. */
    void clientGone();

    /** The request turned out to be malformed after part of it was forwarded. */
    void requestBroken();

    /** The client takes bytes again, or has enough for now. */
    void clientWritable(boolean writable);
}
