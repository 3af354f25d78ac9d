package dev.understudy.connect;

import dev.understudy.connect.Deadlines.Deadline;
import dev.understudy.egress.EgressRule;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolver;
import io.netty.util.concurrent.Future;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection on its way: name resolution, TCP and TLS handshake, all within the one connect timeout. A name's
 * addresses are tried one after the other, each with its share of the time that is left, so that one dead address of
 * several costs time but no request (RFC 8305 section 5, without its parallel attempts). Each is held to the pool's rule
 * just before it is connected to. Tells the asker exactly once.
 * Event loop only.
 */
final class ConnectAttempt {
    /** With more of them each would have too little time. */
    private static final int MOST_ADDRESSES = 8;

    private final Bootstrap bootstrap;
    private final UpstreamPool pool;
    private final UpstreamPool.Waiting waiting;
    private final Deadline deadline;
    private final long end;
    private final Deque<InetSocketAddress> untried = new ArrayDeque<>();
    private @Nullable Channel channel;
    private boolean over;

    private ConnectAttempt(Bootstrap bootstrap, UpstreamPool pool, UpstreamPool.Waiting waiting) {
        this.bootstrap = bootstrap;
        this.pool = pool;
        this.waiting = waiting;
        this.deadline = pool.loop().deadlines().add(() -> next(UpstreamFailure.CONNECT_TIMEOUT));
        long now = System.nanoTime();
        this.end = now + pool.upstream().connectTimeout().toNanos();
        deadline.set(now, end - now);
    }

    /** @param bootstrap connects to addresses that are resolved */
    static void start(
            Bootstrap bootstrap,
            AddressResolver<InetSocketAddress> resolver,
            UpstreamPool pool,
            UpstreamPool.Waiting waiting) {
        ConnectAttempt attempt = new ConnectAttempt(bootstrap, pool, waiting);
        InetSocketAddress name = InetSocketAddress.createUnresolved(
                pool.upstream().host(), pool.upstream().port());
        resolver.resolveAll(name).addListener((Future<List<InetSocketAddress>> found) -> {
            boolean all = !found.isSuccess() || attempt.take(found.getNow());
            attempt.next(all ? UpstreamFailure.NAME_NOT_RESOLVED : UpstreamFailure.EGRESS_REFUSED);
        });
    }

    /**
     * Here and nowhere earlier: these very addresses are connected to, so a name that changes its mind after a check (DNS
     * rebinding) has gained nothing. Returns whether none was refused.
     */
    private boolean take(List<InetSocketAddress> found) {
        EgressRule rule = pool.egress();
        boolean all = true;
        for (InetSocketAddress address : found) {
            boolean admitted = rule.admits(address.getAddress());
            all &= admitted;
            if (!admitted) {
                pool.loop().refused(rule, address.getAddress());
            } else if (untried.size() < MOST_ADDRESSES) {
                untried.add(address);
            }
        }
        return all;
    }

    /** Goes on to the next address, or fails for that reason when there is none. */
    private void next(UpstreamFailure failure) {
        if (over) {
            return;
        }
        abandon();
        if (pool.loop().eventLoop().isShuttingDown()) {
            // The loop has closed its channels already: nobody would close a new one, and its TLS engine would leak.
            end();
            waiting.failed(UpstreamFailure.CONNECT_FAILED);
            return;
        }
        InetSocketAddress address = untried.poll();
        if (address == null) {
            end();
            waiting.failed(failure);
            return;
        }
        long now = System.nanoTime();
        deadline.set(now, (end - now) / (untried.size() + 1));
        ChannelFuture connecting = bootstrap.connect(address);
        Channel mine = connecting.channel();
        channel = mine;
        connecting.addListener(done -> {
            if (mine != channel) {
                mine.close(); // its time was up
            } else if (done.isSuccess()) {
                connected(mine);
            } else {
                next(classify(done.cause()));
            }
        });
    }

    private void abandon() {
        Channel abandoned = channel;
        channel = null;
        if (abandoned != null) {
            abandoned.close();
        }
    }

    private void connected(Channel connected) {
        SslHandler tls = connected.pipeline().get(SslHandler.class);
        if (tls == null) {
            opened(connected);
            return;
        }
        // The address is a good one: no other is asked any more.
        untried.clear();
        long now = System.nanoTime();
        deadline.set(now, end - now);
        tls.handshakeFuture().addListener(handshake -> {
            if (handshake.isSuccess()) {
                opened(connected);
            } else {
                if (!over) {
                    // What is over is so because it took too long, which is no fault of a certificate.
                    TlsFailures.failed(pool.upstream().authority(), handshake.cause());
                }
                next(UpstreamFailure.TLS_FAILED);
            }
        });
    }

    private void opened(Channel opened) {
        if (over) {
            return;
        }
        if (!opened.isActive()) {
            next(UpstreamFailure.CONNECT_FAILED);
            return;
        }
        end();
        UpstreamConnection connection = new UpstreamConnection(opened, pool);
        opened.pipeline().replace(Handshaking.NAME, null, connection);
        waiting.connected(connection);
    }

    private void end() {
        over = true;
        deadline.remove();
    }

    private static UpstreamFailure classify(@Nullable Throwable cause) {
        // The kernel gave up before we did.
        boolean late = cause instanceof ConnectException
                && String.valueOf(cause.getMessage()).contains("timed out");
        return late ? UpstreamFailure.CONNECT_TIMEOUT : UpstreamFailure.CONNECT_FAILED;
    }

    /** Keeps the place of the {@link UpstreamConnection}; a failed handshake is told by its future and needs no log. */
    @ChannelHandler.Sharable
    static final class Handshaking extends ChannelInboundHandlerAdapter {
        static final String NAME = "handshaking";
        static final Handshaking INSTANCE = new Handshaking();

        private Handshaking() {}

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
