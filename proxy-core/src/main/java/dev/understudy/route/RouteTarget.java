package dev.understudy.route;

import dev.understudy.config.RouteConfig;
import dev.understudy.http.RequestRewrite;
import dev.understudy.tee.MirrorIntake;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A route, ready for use on the live path: what can be computed once is computed here. Immutable.
 *
 * @param rewrite what changes in a head on its way to this route's upstream
 * @param mirror where captured exchanges go; null when no enabled shadow wants any, and then nothing is captured
 */
public record RouteTarget(
        RouteConfig config,
        RequestRewrite rewrite,
        @Nullable MirrorIntake mirror) {
    static RouteTarget of(RouteConfig config, @Nullable MirrorIntake mirror) {
        Map<String, String> credentials = config.liveCredentials() == null
                ? Map.of()
                : config.liveCredentials().headers();
        RequestRewrite rewrite = RequestRewrite.to(
                config.upstream().authority(), config.upstream().pathPrefix(), credentials);
        return new RouteTarget(config, rewrite, mirror);
    }
}
