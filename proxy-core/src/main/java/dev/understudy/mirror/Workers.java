package dev.understudy.mirror;

import dev.understudy.exchange.Outcome;
import dev.understudy.send.Niceness;
import dev.understudy.tee.LiveExchange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mirror's threads. One more than configured has the large bodies, one after the other: what is done with a body of
 * megabytes keeps a processor busy for a tenth of a second, and neither live nor smaller exchanges should wait for that.
 * Thread-safe.
 */
final class Workers {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final long STOP_MILLIS = 2_000;

    private final MirrorWorker.Tools tools;
    private final List<MirrorWorker> all = new ArrayList<>();
    private final MirrorWorker[] usual;
    private final MirrorWorker large;

    /** Starts them. */
    Workers(int count, MirrorWorker.Tools tools) {
        this.tools = tools;
        this.usual = new MirrorWorker[count];
        for (int i = 0; i < count; i++) {
            usual[i] = started("understudy-mirror-" + i, Niceness.WORKER, () -> {});
        }
        ThreadTime time = new ThreadTime();
        this.large = started(
                "understudy-large-bodies",
                Niceness.LARGE_BODIES,
                () -> tools.largeBodies().worked(time.sinceLastAsked()));
    }

    private MirrorWorker started(String name, Niceness niceness, Runnable afterEvent) {
        MirrorWorker worker = new MirrorWorker(name, niceness, tools, afterEvent);
        worker.start();
        all.add(worker);
        return worker;
    }

    /** Whose an exchange is, from its offer to its end. */
    MirrorWorker of(LiveExchange exchange) {
        if (exchange.requestLength() >= LargeBodies.LARGE) {
            return large;
        }
        int hash = exchange.id().hashCode();
        return usual[Math.floorMod(hash ^ (hash >>> 16), usual.length)];
    }

    /** Why a request of that many bytes would not be played now, or null. */
    @Nullable
    Outcome refuses(long requestBytes) {
        if (!tools.largeBodies().admits(requestBytes)) {
            return Outcome.DROPPED_LIVE_LATE;
        }
        return tools.held().hasRoom(HeldBytes.ofRequest(requestBytes)) ? null : Outcome.DROPPED_CAPTURE_BUDGET;
    }

    List<MirrorWorker> all() {
        return all;
    }

    /** Has each of them end everything of shadows that are retired. */
    void endRetired() {
        for (MirrorWorker worker : all) {
            worker.post((Runnable) worker::endRetired);
        }
    }

    /** Ends everything open as a shutdown, and waits a moment for them to go. */
    void stop() {
        all.forEach(MirrorWorker::stop);
        try {
            for (MirrorWorker worker : all) {
                if (!worker.join(STOP_MILLIS)) {
                    LOG.warn("a mirror worker is still busy with its sink and is left behind");
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
