package dev.understudy.sandbox.simulator;

import dev.understudy.sandbox.provider.Piece;
import dev.understudy.sandbox.provider.Reply;

/** What happens on the wire for one request, fault included. */
sealed interface Script {
    /** How it ends. */
    enum Ending {
        /** As HTTP says. */
        COMPLETE,
        /** The connection is closed (FIN) before the message is complete. */
        CLOSE,
        /** The connection is reset (RST). */
        RESET
    }

    /**
     * A response.
     *
     * @param extraLength bytes that the content-length promises beyond what is sent; 0 for an honest one
     */
    record Play(Reply reply, Ending ending, int extraLength) implements Script {
        static Play whole(Reply reply) {
            return new Play(reply, Ending.COMPLETE, 0);
        }
    }

    /** Bytes as they are, not framed as HTTP. */
    record Raw(Piece bytes, Ending ending) implements Script {}

    /** Nothing, until the client leaves. */
    record Silence() implements Script {}
}
