package dev.understudy.connect;

import dev.understudy.config.UpstreamConfig;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Map;

/** One event loop and what belongs to it alone: deadlines and upstream connections. Event loop only, so nothing is locked. */
public final class Loop {
    private final EventLoops owner;
    private final EventLoop eventLoop;
    private final Deadlines deadlines;
    private final Map<UpstreamConfig, UpstreamPool> pools = new HashMap<>();

    Loop(EventLoops owner, EventLoop eventLoop) {
        this.owner = owner;
        this.eventLoop = eventLoop;
        this.deadlines = new Deadlines(eventLoop);
    }

    public EventLoop eventLoop() {
        return eventLoop;
    }

    public Deadlines deadlines() {
        return deadlines;
    }

    /** This loop's connections to that upstream. */
    public UpstreamPool pool(UpstreamConfig upstream) {
        UpstreamPool pool = pools.get(upstream);
        if (pool == null) {
            pool = new UpstreamPool(this, owner.connector(upstream), upstream);
            pools.put(upstream, pool);
        }
        return pool;
    }

    int openConnections() {
        return pools.values().stream().mapToInt(UpstreamPool::open).sum();
    }

    int idleConnections() {
        return pools.values().stream().mapToInt(UpstreamPool::idle).sum();
    }

    /** A pool that has no connection left goes; configurations come and go too. */
    void forget(UpstreamPool pool) {
        pools.remove(pool.upstream(), pool);
    }

    /** A pool that opens a connection is there, also if it had just lost its last one. */
    void remember(UpstreamPool pool) {
        pools.putIfAbsent(pool.upstream(), pool);
    }
}
