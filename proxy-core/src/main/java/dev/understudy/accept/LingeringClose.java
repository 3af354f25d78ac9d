package dev.understudy.accept;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * The end of a client's connection after its last answer. Closing while the client still sends would reset the connection and
 * could destroy our answer on its way (RFC 9112 section 9.6): so half-close, read on for a while, then close. Event loop only.
 */
final class LingeringClose {
    private LingeringClose() {}

    /** Half-closes once all is written; who reads on, and for how long, is the caller's and {@code patience}'s business. */
    static void begin(Channel channel, ClientPatience patience) {
        patience.linger();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            patience.linger();
            halfClose(channel);
        });
    }

    private static void halfClose(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
    }
}
