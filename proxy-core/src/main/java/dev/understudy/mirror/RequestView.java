package dev.understudy.mirror;

import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialect.RequestFacts;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.Outcome;
import dev.understudy.route.Sampler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A captured request as the shadows look at it. Decoded and parsed once, for all of them, and only when the first one
 * asks: most requests are not sampled, and bodies are large. Worker thread.
 */
final class RequestView implements Sampler.Source {
    private final String id;
    private final Dialect dialect;
    private final int limit;
    private final int bodyLength;
    /** With its body until that is read. */
    private CapturedRequest request;

    private @Nullable RequestBody body;
    private @Nullable RequestFacts facts;

    /** @param limit most bytes that a compressed body may decode to */
    RequestView(String id, CapturedRequest request, Dialect dialect, long limit) {
        this.limit = (int) Math.min(limit, Integer.MAX_VALUE);
        this.id = id;
        this.request = request;
        this.bodyLength = request.body().length;
        this.dialect = dialect;
    }

    @Override
    public String id() {
        return id;
    }

    /** Its body is for {@link #body} alone. */
    @Override
    public CapturedRequest request() {
        return request;
    }

    /** Bytes of the body as it came, which may be compressed. */
    int bodyLength() {
        return bodyLength;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Whether somebody has asked for the body. */
    boolean wasRead() {
        return body != null;
    }

    /** Why the body cannot be read, or null when it can. */
    @Nullable
    Outcome unreadable() {
        return parsed() instanceof RequestBody.Unreadable unreadable ? unreadable.outcome() : null;
    }

    /** The body, or null when it is {@link #unreadable}. */
    @Nullable
    ObjectNode bodyOrNull() {
        return parsed() instanceof RequestBody.Readable readable ? readable.json() : null;
    }

    @Override
    public ObjectNode body() {
        ObjectNode json = bodyOrNull();
        if (json == null) {
            throw new IllegalStateException("the body is unreadable: ask that first");
        }
        return json;
    }

    private RequestBody parsed() {
        if (body == null) {
            body = RequestBody.read(request, limit);
            request = request.withoutBody();
        }
        return body;
    }

    @Override
    public RequestFacts facts() {
        if (facts == null) {
            facts = dialect.facts(request.target(), body());
        }
        return facts;
    }
}
