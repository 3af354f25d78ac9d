package dev.understudy.connect;

import dev.understudy.config.UpstreamConfig;
import dev.understudy.egress.EgressRule;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one event loop to one upstream. The one used last is used next, so that a burst's extra connections
 * fall idle and expire. Event loop only.
 */
public final class UpstreamPool {
    private static final long JUST_USED_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Upstreams close idle connections after seconds; one that does it sooner closes after the response, unannounced. */
    private static final long EARLY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** So many connections in a row were still open just after a response: the next one will be. */
    private static final int TRUSTED = 64;

    private static final int TCP_ESTABLISHED = 1;

    private final Loop loop;
    private final UpstreamConnector connector;
    private final UpstreamConfig upstream;
    private final EgressRule egress;
    private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
    private int open;
    private int keptInARow;

    UpstreamPool(Loop loop, UpstreamConnector connector, UpstreamConfig upstream, EgressRule egress) {
        this.loop = loop;
        this.connector = connector;
        this.upstream = upstream;
        this.egress = egress;
    }

    /** Who asked for a connection. */
    public interface Waiting {
        /** Here it is; it is the asker's until its response ends or it is closed. */
        void connected(UpstreamConnection connection);

        /** There is none to be had. */
        void failed(UpstreamFailure failure);
    }

    /** Gives an idle connection at once, or opens one. */
    public void acquire(Waiting waiting) {
        long now = System.nanoTime();
        for (UpstreamConnection last = idle.pollLast(); last != null; last = idle.pollLast()) {
            if (alive(last, now)) {
                last.reused();
                waiting.connected(last);
                return;
            }
            last.close();
        }
        acquireFresh(waiting);
    }

    /** Opens a connection that nothing has gone over. */
    public void acquireFresh(Waiting waiting) {
        if (open >= connector.connectionsPerLoop()) {
            waiting.failed(UpstreamFailure.TOO_MANY_CONNECTIONS);
            return;
        }
        open++;
        loop.remember(this);
        connector.connect(this, new Waiting() {
            @Override
            public void connected(UpstreamConnection connection) {
                waiting.connected(connection);
            }

            @Override
            public void failed(UpstreamFailure failure) {
                closed();
                waiting.failed(failure);
            }
        });
    }

    /**
     * An upstream may have closed a connection while it lay idle, and its FIN may still wait in the kernel behind the
     * events of this turn. Asking the kernel for the TCP state costs well under a microsecond; a request lost costs one.
     * It is not asked about a connection that was just used, once this upstream has shown that it keeps those.
     */
    private boolean alive(UpstreamConnection connection, long now) {
        Channel channel = connection.channel();
        if (!channel.isActive()) {
            return false;
        }
        boolean justUsed = now - connection.idleSince() < JUST_USED_NANOS;
        if (!(channel instanceof EpollSocketChannel epoll) || (justUsed && keptInARow >= TRUSTED)) {
            return true;
        }
        EpollTcpInfo info = new EpollTcpInfo();
        epoll.tcpInfo(info);
        boolean established = info.state() == TCP_ESTABLISHED;
        if (justUsed) {
            keptInARow = established ? keptInARow + 1 : 0;
        }
        return established;
    }

    void release(UpstreamConnection connection) {
        idle.addLast(connection);
    }

    /** A connection of this pool closes, idle or not: its place is free from now on. Once for each. */
    void closed(UpstreamConnection connection) {
        if (idle.remove(connection) && System.nanoTime() - connection.idleSince() < EARLY_NANOS) {
            keptInARow = 0;
        }
        closed();
    }

    private void closed() {
        open--;
        if (open == 0) {
            loop.forget(this);
        }
    }

    /** Connections that are open or being opened. */
    int open() {
        return open;
    }

    /** Those of them that wait for an exchange. */
    int idle() {
        return idle.size();
    }

    Loop loop() {
        return loop;
    }

    UpstreamConfig upstream() {
        return upstream;
    }

    /** What every address is held to before it is connected to. */
    EgressRule egress() {
        return egress;
    }
}
