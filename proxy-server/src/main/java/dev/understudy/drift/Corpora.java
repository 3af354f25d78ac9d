package dev.understudy.drift;

import dev.understudy.config.RouteConfig;
import org.jspecify.annotations.Nullable;

/** What is known of recorded traffic. May wait for a disk: called on the drift's own thread. */
public interface Corpora {
    /** Nothing is recorded. */
    Corpora NONE = route -> null;

    /** The share of a route's corpus that was recorded under another production than today's; null where there is none. */
    @Nullable
    Double stale(RouteConfig route);
}
