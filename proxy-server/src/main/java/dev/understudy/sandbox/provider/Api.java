package dev.understudy.sandbox.provider;

import dev.understudy.sandbox.studio.Studio;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One provider's API: its endpoints, spoken in its voice. What every API does with a request is here, in order: who asks,
 * what for, is it JSON, which model, the answer; and the provider's headers on whatever came of it.
 */
public final class Api implements Provider {
    private final Studio studio;
    private final @Nullable String key;
    private final Voice voice;
    private final List<Endpoint> endpoints;

    /** @param key the only API key that is accepted, or null to let everybody in */
    public Api(Studio studio, @Nullable String key, Voice voice, List<Endpoint> endpoints) {
        this.studio = studio;
        this.key = key;
        this.voice = voice;
        this.endpoints = List.copyOf(endpoints);
    }

    @Override
    public boolean serves(Received request) {
        return voice.recognises(request);
    }

    @Override
    public Answered answer(Received request) {
        long draw = studio.draw(request.number());
        String requestId = requestId(draw);
        Answered answered = answerOrReject(request, draw, requestId);
        return new Answered(answered.model(), answered.fault(), voice.signed(answered.reply(), requestId));
    }

    @Override
    public Reply failure(Received request, int status, @Nullable Duration retryAfter) {
        String requestId = requestId(studio.draw(request.number()));
        return voice.signed(voice.failure(status, retryAfter, requestId), requestId);
    }

    private String requestId(long draw) {
        return voice.requestId(new Ids(draw + 1));
    }

    private Answered answerOrReject(Received request, long draw, String requestId) {
        Named named = Named.NOTHING;
        try {
            if (key != null) {
                voice.authenticate(request, key);
            }
            Endpoint endpoint = endpoint(request);
            JsonNode body = body(endpoint, request);
            named = Named.parse(endpoint.model(request, body));
            Query query = new Query(request, body, named.model(), draw);
            return new Answered(named.model(), named.fault(), endpoint.answer(query));
        } catch (Rejected rejected) {
            return new Answered(named.model(), named.fault(), voice.error(rejected, requestId));
        }
    }

    private Endpoint endpoint(Received request) {
        List<Endpoint> here =
                endpoints.stream().filter(each -> each.serves(request.path())).toList();
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        Optional<Endpoint> fitting =
                here.stream().filter(each -> each.method().equals(method)).findFirst();
        return fitting.orElseThrow(() -> here.isEmpty()
                ? voice.wording().unknownPath(request)
                : voice.wording().wrongMethod(request));
    }

    private JsonNode body(Endpoint endpoint, Received request) {
        if (!endpoint.method().equals("POST")) {
            return JsonNodeFactory.instance.missingNode();
        }
        return Bodies.object(request.body()).orElseThrow(() -> voice.wording().notJson());
    }

    /** The model a request names, and the fault asked for by a suffix of it. */
    private record Named(String model, String fault) {
        static final Named NOTHING = new Named("", "");

        static Named parse(String name) {
            int plus = name.indexOf('+');
            return plus < 0 ? new Named(name, "") : new Named(name.substring(0, plus), name.substring(plus + 1));
        }
    }
}
