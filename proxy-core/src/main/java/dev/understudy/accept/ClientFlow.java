package dev.understudy.accept;

import io.netty.channel.Channel;

/**
 * Whether an HTTP/1 client is read: while its upstream takes what it sends, and as long as it has not sent too much ahead. One
 * per connection; event loop only.
 */
final class ClientFlow {
    /** How much of requests sent ahead is kept before the client is no longer read. */
    private static final int PIPELINE_LIMIT = 64 << 10;

    private final Channel channel;
    private boolean upstreamTakes = true;
    private boolean tooFarAhead;

    ClientFlow(Channel channel) {
        this.channel = channel;
    }

    /** The upstream's wish; what the client sent ahead has a say too. */
    void upstreamTakes(boolean wanted) {
        upstreamTakes = wanted;
        apply();
    }

    /** So many bytes have arrived whose turn has not come. */
    void ahead(int bytes) {
        tooFarAhead = bytes > PIPELINE_LIMIT;
        apply();
    }

    /** The exchange is over: no upstream has a wish, and what was sent ahead is looked at again. */
    void reopen() {
        upstreamTakes = true;
        tooFarAhead = false;
        apply();
    }

    private void apply() {
        channel.config().setAutoRead(upstreamTakes && !tooFarAhead);
    }
}
