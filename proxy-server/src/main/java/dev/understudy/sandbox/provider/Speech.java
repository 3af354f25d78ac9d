package dev.understudy.sandbox.provider;

import dev.understudy.sandbox.model.Personality;
import dev.understudy.sandbox.studio.RequestLimiter;
import dev.understudy.sandbox.studio.RequestLimiter.Decision;
import dev.understudy.sandbox.studio.Studio;
import dev.understudy.sandbox.studio.Task;
import tools.jackson.databind.JsonNode;

/**
 * The endpoint where a model speaks: the model must exist, the request be sound, the prompt fit, the limits allow it. Then
 * the studio performs and the wire writes.
 */
public final class Speech<R> implements Endpoint {
    private final Studio studio;
    private final Voice voice;
    private final Wire<R> wire;

    public Speech(Studio studio, Voice voice, Wire<R> wire) {
        this.studio = studio;
        this.voice = voice;
        this.wire = wire;
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public boolean serves(String path) {
        return wire.serves(path);
    }

    @Override
    public String model(Received request, JsonNode body) {
        return wire.model(request, body);
    }

    @Override
    public Reply answer(Query query) {
        String model = query.model();
        Personality personality =
                studio.find(model).orElseThrow(() -> voice.wording().unknownModel(model));
        R request = wire.read(query);
        Task task = wire.task(request);
        int tokens = Studio.promptTokens(task.prompt());
        if (tokens > personality.contextTokens()) {
            throw voice.wording().tooLong(tokens, personality.contextTokens());
        }
        RequestLimiter limiter = studio.limiter();
        Decision decision = limiter.take(model, tokens);
        Reply reply = decision.admitted()
                ? wire.write(request, studio.perform(task, personality, tokens, query.draw()))
                : voice.limited(model, limiter.limits(), decision);
        return voice.withLimits(reply, limiter.limits(), decision);
    }
}
