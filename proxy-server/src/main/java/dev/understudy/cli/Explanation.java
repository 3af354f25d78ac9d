package dev.understudy.cli;

import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.route.Router;
import dev.understudy.variant.LiveVariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What would become of one request, by the very classes that the proxy asks. */
final class Explanation {
    private final ProxyConfig config;
    private final RequestFile file;
    private final List<String> lines = new ArrayList<>();

    Explanation(ProxyConfig config, RequestFile file) {
        this.config = config;
        this.file = file;
    }

    List<String> lines() {
        CapturedRequest request = file.request();
        lines.add("request  " + request.method() + " " + request.target() + ", " + request.body().length + " bytes");
        RouteConfig route = route();
        if (route == null) {
            lines.add("route    none: the client would get 404");
            return lines;
        }
        live(route);
        Dialect dialect = dialect(route);
        boolean any = false;
        for (ShadowConfig shadow : config.shadows()) {
            if (shadow.route().equals(route.name())) {
                any = true;
                lines.add("");
                lines.addAll(new ShadowExplanation(config, route, shadow, file, dialect).lines());
            } else {
                lines.add("");
                lines.add("shadow   " + shadow.name() + ": no, it belongs to route " + shadow.route());
            }
        }
        if (!any) {
            lines.add("shadows  none on this route: pure pass-through");
        }
        return lines;
    }

    private @Nullable RouteConfig route() {
        RouteConfig taken = null;
        for (Router.Say say : Router.of(config, Map.of()).explain(file.head())) {
            RouteConfig route = say.target().config();
            if (taken == null && say.objection() == null) {
                taken = route;
                lines.add("route    " + route.name() + ": yes, path "
                        + file.head().path() + " is " + route.match().path());
            } else {
                String reason = say.objection() == null ? "would match too, but comes later" : say.objection();
                lines.add("route    " + route.name() + ": no, " + reason);
            }
        }
        return taken;
    }

    private void live(RouteConfig route) {
        String target = route.upstream().pathPrefix() + file.request().target();
        lines.add("live     " + file.request().method() + " "
                + route.upstream().url().getScheme() + "://" + route.upstream().authority() + target);
        if (route.liveCredentials() != null) {
            lines.add("         credentials replaced: "
                    + String.join(", ", route.liveCredentials().headers().keySet()));
        }
        if (route.live() == null) {
            lines.add("         the body passes untouched");
            return;
        }
        Dialect dialect = dialect(route);
        if (dialect == null) {
            lines.add("         the live variant does not apply: no generation endpoint");
            return;
        }
        LiveVariant.Rewritten rewritten =
                LiveVariant.apply(file.request().target(), file.request().body(), route.live(), dialect);
        ObjectNode before = Json.object(file.request().body());
        ObjectNode after = Json.object(rewritten.body());
        if (rewritten.problem() != null || before == null || after == null) {
            lines.add("         the live variant does not apply: " + rewritten.problem());
        } else {
            JsonChanges.between(before, after).forEach(change -> lines.add("         changed  " + change));
        }
    }

    private @Nullable Dialect dialect(RouteConfig route) {
        return Endpoints.dialect(route, file.request());
    }
}
