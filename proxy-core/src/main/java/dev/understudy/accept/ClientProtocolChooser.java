package dev.understudy.accept;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;

/** After the TLS handshake: HTTP/2 where both sides know it, else HTTP/1.1. */
final class ClientProtocolChooser extends ApplicationProtocolNegotiationHandler {
    private final AcceptContext context;

    ClientProtocolChooser(AcceptContext context) {
        super(ApplicationProtocolNames.HTTP_1_1);
        this.context = context;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext handler, String protocol) {
        if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
            Http2ClientPipeline.install(context, handler.pipeline());
        } else {
            handler.pipeline().addLast(new ClientRequestReceiver(context, handler.channel()));
        }
    }

    /** Until the handshake is over, nobody else hears of a drain; and there is nothing to finish. */
    @Override
    public void userEventTriggered(ChannelHandlerContext handler, Object event) throws Exception {
        if (event == Drain.EVENT) {
            handler.close();
        } else {
            super.userEventTriggered(handler, event);
        }
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext handler, Throwable cause) {
        handler.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext handler, Throwable cause) {
        handler.close();
    }
}
