package dev.understudy.route;

import dev.cel.runtime.CelVariableResolver;
import dev.understudy.exchange.CapturedRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One request as CEL sees it. Nothing is converted before an expression asks for it. One evaluation, one thread. */
final class RequestVariables implements CelVariableResolver {
    static final String BODY = "request.body";
    static final String HEADERS = "request.headers";
    static final String METHOD = "request.method";
    static final String PATH = "request.path";
    static final String QUERY = "request.query";
    static final String ROUTE = "route";

    private final CapturedRequest request;
    private final Supplier<@Nullable ObjectNode> bodySource;
    private final String route;
    private @Nullable Object body;
    private boolean bodyUnreadable;

    RequestVariables(CapturedRequest request, Supplier<@Nullable ObjectNode> bodySource, String route) {
        this.request = request;
        this.bodySource = bodySource;
        this.route = route;
    }

    @Override
    public Optional<Object> find(String name) {
        return switch (name) {
            case BODY -> Optional.of(body());
            case HEADERS -> Optional.of(new HeaderView(request.headers()));
            case METHOD -> Optional.of(request.method());
            case PATH -> Optional.of(request.path());
            case QUERY -> Optional.of(query());
            case ROUTE -> Optional.of(route);
            // CEL asks for its own names too, such as those of types.
            default -> Optional.empty();
        };
    }

    private Object body() {
        if (body == null) {
            ObjectNode parsed = bodySource.get();
            bodyUnreadable = parsed == null;
            body = parsed == null ? Map.of() : JsonView.of(parsed);
        }
        return body;
    }

    boolean bodyUnreadable() {
        return bodyUnreadable;
    }

    private String query() {
        int at = request.target().indexOf('?');
        return at < 0 ? "" : request.target().substring(at + 1);
    }
}
