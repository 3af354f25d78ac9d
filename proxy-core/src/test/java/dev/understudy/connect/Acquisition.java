package dev.understudy.connect;

import dev.understudy.config.UpstreamConfig;
import dev.understudy.egress.EgressRule;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks a loop's pool for a connection, and waits for that or the failure. */
final class Acquisition implements UpstreamPool.Waiting {
    private static final int PATIENCE_SECONDS = 20;

    private final CompletableFuture<Object> told = new CompletableFuture<>();

    private Acquisition() {}

    /** A connection, pooled or new, or the failure. */
    static Object from(Loop loop, UpstreamConfig upstream) throws Exception {
        Acquisition asker = new Acquisition();
        loop.eventLoop().execute(() -> loop.pool(upstream).acquire(asker));
        return asker.told.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** A connection that nothing has gone over, or the failure. */
    static Object fresh(Loop loop, UpstreamConfig upstream, EgressRule rule) throws Exception {
        Acquisition asker = new Acquisition();
        loop.eventLoop().execute(() -> loop.pool(upstream, rule).acquireFresh(asker));
        return asker.told.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void connected(UpstreamConnection connection) {
        told.complete(connection);
    }

    @Override
    public void failed(UpstreamFailure failure) {
        told.complete(failure);
    }
}
