package dev.understudy.mirror;

import dev.understudy.config.RecordConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.exchange.Outcome;
import dev.understudy.recording.RecordOutcome;
import dev.understudy.tee.LiveExchange;
import dev.understudy.tee.MirrorIntake;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The mirror's door for one route. Runs on live loops: counts, one enqueue, nothing else. Immutable. */
final class RouteIntake implements MirrorIntake {
    private final Workers workers;
    private final ActiveShadow[] shadows;
    private final @Nullable ActiveRecorder recorder;
    private final Headroom liveOrigin;
    private final BooleanSupplier draining;
    private final @Nullable Dialect forced;
    /** A forced dialect on a route for one literal path says itself that the path is a generation endpoint. */
    private final boolean literalPath;

    private final long requestLimit;
    private final long responseLimit;

    RouteIntake(
            Workers workers,
            RouteConfig route,
            ActiveShadow[] shadows,
            @Nullable ActiveRecorder recorder,
            Headroom liveOrigin,
            BooleanSupplier draining) {
        this.workers = workers;
        this.shadows = shadows;
        this.recorder = recorder;
        this.liveOrigin = liveOrigin;
        this.draining = draining;
        this.forced = route.dialect() == null ? null : Dialects.named(route.dialect());
        this.literalPath = route.match().path().indexOf('*') < 0;
        long request = recorder == null ? 0 : RecordConfig.LARGEST_BODY.bytes();
        long response = request;
        for (ActiveShadow shadow : shadows) {
            request = Math.max(request, shadow.config().limits().body().bytes());
            response = Math.max(response, shadow.config().limits().response().bytes());
        }
        this.requestLimit = request;
        this.responseLimit = response;
    }

    @Override
    public boolean eligible(String method, String path, boolean mirroredAlready) {
        for (ActiveShadow shadow : shadows) {
            shadow.opened();
        }
        if (recorder != null) {
            recorder.opened();
        }
        if (mirroredAlready) {
            lost(Outcome.SKIPPED_LOOP);
        } else if (dialect(method, path) == null) {
            lost(Outcome.SKIPPED_ENDPOINT);
        } else if (draining.getAsBoolean()) {
            lost(Outcome.SHUTDOWN);
        } else {
            return true;
        }
        return false;
    }

    /** The dialect of a generation endpoint, or null: nothing else is ever mirrored (law 3). */
    @Nullable
    Dialect dialect(String method, String path) {
        if (forced == null) {
            return Dialects.forRequest(method, path);
        }
        return forced.serves(method, path) || (literalPath && method.equals("POST")) ? forced : null;
    }

    @Override
    public @Nullable Outcome refuses(long requestBytes) {
        return workers.refuses(requestBytes);
    }

    @Override
    public boolean offer(LiveExchange exchange) {
        MirrorWorker worker = workers.of(exchange);
        if (!worker.admit()) {
            lost(worker.stopping() ? Outcome.SHUTDOWN : Outcome.DROPPED_QUEUE_FULL);
            return false;
        }
        worker.post(new MirroredExchange(worker, this, exchange));
        return true;
    }

    @Override
    public void ended(LiveExchange exchange) {
        workers.of(exchange).post(exchange);
    }

    @Override
    public void lost(Outcome outcome) {
        for (ActiveShadow shadow : shadows) {
            shadow.ended(outcome);
        }
        if (recorder != null) {
            recorder.ended(RecordOutcome.of(outcome));
        }
    }

    @Override
    public long requestLimit() {
        return requestLimit;
    }

    @Override
    public long responseLimit() {
        return responseLimit;
    }

    @Nullable
    ActiveRecorder recorder() {
        return recorder;
    }

    ActiveShadow[] shadows() {
        return shadows;
    }

    Headroom liveOrigin() {
        return liveOrigin;
    }
}
