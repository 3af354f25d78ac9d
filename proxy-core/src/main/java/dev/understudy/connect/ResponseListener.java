package dev.understudy.connect;

import dev.understudy.http.BodyFraming;
import dev.understudy.http.ResponseHead;
import io.netty.buffer.ByteBuf;

/**
 * Takes what an upstream answers. Called on the connection's event loop, in order: informational heads, one head, body
 * pieces, then exactly one of {@link #ended} and {@link #failed}. After that the connection is gone for the listener.
 */
public interface ResponseListener {
    /** A 1xx head; more follow. */
    void informational(ResponseHead head);

    /** The final head; with status 101 the body is whatever the upstream sends from here on. */
    void head(ResponseHead head, BodyFraming framing);

    /** A piece of the body with its framing. The listener owns it. */
    void body(ByteBuf wire);

    /** The pieces that were there have been delivered: a time to flush. */
    void readComplete();

    /** The response is complete. */
    void ended();

    /** It will not be. */
    void failed(UpstreamFailure failure);

    /** The connection takes bytes again, or has enough for now. */
    void writabilityChanged(boolean writable);
}
