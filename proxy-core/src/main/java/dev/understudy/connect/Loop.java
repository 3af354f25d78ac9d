package dev.understudy.connect;

import dev.understudy.config.UpstreamConfig;
import dev.understudy.egress.EgressRule;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop and what belongs to it alone: deadlines and upstream connections. Event loop only, so nothing is locked. */
public final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final long REFUSALS_APART_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final EventLoops owner;
    private final EventLoop eventLoop;
    private final Deadlines deadlines;
    /** What is asked without a rule: all of live, so it is found by what every route has at hand. */
    private final Map<UpstreamConfig, UpstreamPool> pools = new HashMap<>();

    private final Map<Guarded, UpstreamPool> guarded = new HashMap<>();

    /** Connections that were opened under one rule are not used under another. */
    private record Guarded(UpstreamConfig upstream, EgressRule rule) {}

    /** When a refused address was last told; 0 for never. */
    private long refusedAt;

    Loop(EventLoops owner, EventLoop eventLoop) {
        this.owner = owner;
        this.eventLoop = eventLoop;
        this.deadlines = new Deadlines(eventLoop, owner::late);
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
            pool = new UpstreamPool(this, owner.connector(upstream), upstream, EgressRule.TRUSTED);
            pools.put(upstream, pool);
        }
        return pool;
    }

    int openConnections() {
        return allPools().mapToInt(UpstreamPool::open).sum();
    }

    int idleConnections() {
        return allPools().mapToInt(UpstreamPool::idle).sum();
    }

    private Stream<UpstreamPool> allPools() {
        return Stream.concat(pools.values().stream(), guarded.values().stream());
    }

    /** This loop's connections to that upstream which were opened under that rule. */
    public UpstreamPool pool(UpstreamConfig upstream, EgressRule rule) {
        return rule.config() == null
                ? pool(upstream)
                : guarded.computeIfAbsent(
                        new Guarded(upstream, rule),
                        key -> new UpstreamPool(this, owner.connector(upstream), upstream, rule));
    }

    /** Says that an address was refused, once a while: who operates this has to list it, or to find out who sent it there. */
    void refused(EgressRule rule, InetAddress address) {
        long now = System.nanoTime();
        if (refusedAt == 0 || now - refusedAt > REFUSALS_APART_NANOS) {
            refusedAt = now == 0 ? 1 : now;
            LOG.warn(
                    "egress: {} was not connected to: it is at {} (expected: {})",
                    rule.host(),
                    rule.refused(address),
                    rule.remedy());
        }
    }

    /** A pool that has no connection left goes; configurations come and go too. */
    void forget(UpstreamPool pool) {
        if (pool.egress().config() == null) {
            pools.remove(pool.upstream(), pool);
        } else {
            guarded.remove(new Guarded(pool.upstream(), pool.egress()), pool);
        }
    }

    /** A pool that opens a connection is there, also if it had just lost its last one. */
    void remember(UpstreamPool pool) {
        if (pool.egress().config() == null) {
            pools.putIfAbsent(pool.upstream(), pool);
        } else {
            guarded.putIfAbsent(new Guarded(pool.upstream(), pool.egress()), pool);
        }
    }
}
