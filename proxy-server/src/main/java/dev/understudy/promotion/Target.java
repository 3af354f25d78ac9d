package dev.understudy.promotion;

import dev.understudy.config.CandidateConfig;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.VariantConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration has to be after a promotion.
 *
 * @param config all of it
 * @param shadow the one that goes
 * @param route as it was
 * @param moves whether live goes to the candidate's upstream
 */
record Target(ProxyConfig config, ShadowConfig shadow, RouteConfig route, boolean moves) {
    /** @throws UnpromotableException where the candidate is something that live cannot be */
    static Target of(ProxyConfig before, String name) {
        ShadowConfig shadow = before.shadows().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnpromotableException("--shadow: " + name + " (expected: one of "
                        + String.join(
                                ", ",
                                before.shadows().stream()
                                        .map(ShadowConfig::name)
                                        .toList()) + ")"));
        RouteConfig route = before.route(shadow.route());
        CandidateConfig candidate = shadow.candidate();
        checkDialect(route, candidate);
        boolean elsewhere =
                !candidate.upstream().origin().equals(route.upstream().origin());
        boolean moves = elsewhere
                || !candidate.upstream().pathPrefix().equals(route.upstream().pathPrefix());
        if (elsewhere && candidate.credentials().headers().isEmpty()) {
            throw new UnpromotableException("candidate.credentials: none, so the clients' own keys for "
                    + route.upstream().origin() + " would go to "
                    + candidate.upstream().origin() + " (expected: credentials that take their place)");
        }
        VariantConfig variant = VariantMerge.of(route.live(), candidate.variant());
        @Nullable CredentialsConfig credentials = elsewhere ? candidate.credentials() : route.liveCredentials();
        RouteConfig live = new RouteConfig(
                route.name(),
                route.match(),
                moves ? candidate.upstream() : route.upstream(),
                variant.changesNothing() ? null : variant,
                credentials,
                route.dialect(),
                route.recording());
        return new Target(promoted(before, shadow, live), shadow, route, moves);
    }

    /** Live's answers go back as they come: there is nobody who could translate them. */
    private static void checkDialect(RouteConfig route, CandidateConfig candidate) {
        if (!candidate.dialect().equals("same") && !candidate.dialect().equals(route.dialect())) {
            throw new UnpromotableException("candidate.dialect: " + candidate.dialect()
                    + " (expected: same; live requests and answers pass untranslated, so clients would have to speak it"
                    + " first)");
        }
        if (candidate.path() != null) {
            throw new UnpromotableException("candidate.path: " + candidate.path()
                    + " (expected: none; live requests keep the path that clients ask for)");
        }
    }

    private static ProxyConfig promoted(ProxyConfig before, ShadowConfig shadow, RouteConfig live) {
        List<RouteConfig> routes = before.routes().stream()
                .map(route -> route.name().equals(live.name()) ? live : route)
                .toList();
        List<ShadowConfig> shadows =
                before.shadows().stream().filter(one -> one != shadow).toList();
        return before.withShadows(shadows).withRoutes(routes);
    }
}
