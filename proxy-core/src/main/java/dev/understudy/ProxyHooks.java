package dev.understudy;

import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.forward.LiveEvents;
import dev.understudy.mirror.MirrorEvents;
import dev.understudy.pair.ExchangeSink;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.recording.Recorder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the core needs from outside.
 *
 * @param sink takes every exchange whose arms have met
 * @param pseudonymisers the privacy policy of each shadow
 * @param recorders where the exchanges of a route are recorded; null for nowhere
 */
public record ProxyHooks(
        ExchangeSink sink,
        MirrorEvents mirrorEvents,
        LiveEvents liveEvents,
        Function<ShadowConfig, Pseudonymiser> pseudonymisers,
        Function<RouteConfig, @Nullable Recorder> recorders) {

    /** Without recordings. */
    public ProxyHooks(
            ExchangeSink sink,
            MirrorEvents mirrorEvents,
            LiveEvents liveEvents,
            Function<ShadowConfig, Pseudonymiser> pseudonymisers) {
        this(sink, mirrorEvents, liveEvents, pseudonymisers, route -> null);
    }

    /** Nobody listens and nothing is changed. */
    public static final ProxyHooks NONE =
            new ProxyHooks(exchange -> {}, MirrorEvents.NONE, LiveEvents.NONE, shadow -> Pseudonymiser.OFF);
}
