package dev.understudy.forward;

import dev.understudy.http.BodyFraming;
import dev.understudy.http.ResponseHead;
import io.netty.buffer.ByteBuf;

/**
 * The client's half of one exchange, whatever protocol the client speaks. Implemented by {@code accept}; called on the
 * client's event loop only.
 */
public interface ClientStream {
    void informational(ResponseHead head);

    /** The proxy wants the body itself: 100 (Continue), of its own. */
    void proceed();

    /**
     * The response begins.
     *
     * @param last the client's connection cannot be used after this response
     */
    void head(ResponseHead head, BodyFraming framing, boolean last);

    /** A piece of the body in the framing announced; the stream owns it. */
    void body(ByteBuf wire);

    void flush();

    /** The response is complete. */
    void end();

    /** Nothing was sent yet: answer with an error instead. */
    void refuse(LiveError error);

    /** Part of a response was sent: break it off so that nobody takes it for whole. */
    void breakOff();

    /** Whether the client takes more bytes now. */
    boolean writable();

    /** Back-pressure: whether request bytes are wanted. */
    void reading(boolean wanted);

    /** The response was 101: from here on both sides are opaque bytes. */
    void tunnel();
}
