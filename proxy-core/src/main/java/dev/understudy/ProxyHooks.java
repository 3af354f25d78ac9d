package dev.understudy;

import dev.understudy.config.ShadowConfig;
import dev.understudy.forward.LiveEvents;
import dev.understudy.mirror.MirrorEvents;
import dev.understudy.pair.ExchangeSink;
import dev.understudy.privacy.Pseudonymiser;
import java.util.function.Function;

/**
 * What the core needs from outside.
 *
 * @param sink takes every exchange whose arms have met
 * @param pseudonymisers the privacy policy of each shadow
 */
public record ProxyHooks(
        ExchangeSink sink,
        MirrorEvents mirrorEvents,
        LiveEvents liveEvents,
        Function<ShadowConfig, Pseudonymiser> pseudonymisers) {

    /** Nobody listens and nothing is changed. */
    public static final ProxyHooks NONE =
            new ProxyHooks(exchange -> {}, MirrorEvents.NONE, LiveEvents.NONE, shadow -> Pseudonymiser.OFF);
}
