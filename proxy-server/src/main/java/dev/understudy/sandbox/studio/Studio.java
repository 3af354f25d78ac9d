package dev.understudy.sandbox.studio;

import dev.understudy.sandbox.model.Actor;
import dev.understudy.sandbox.model.Cast;
import dev.understudy.sandbox.model.Personality;
import dev.understudy.sandbox.model.Prompt;
import dev.understudy.sandbox.model.Tokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The models that all simulated APIs share, with their limits, their cache and their clock. Thread-safe. */
public final class Studio {
    private static final int TOKENS_PER_MESSAGE = 4;
    private static final int TOKENS_PER_IMAGE = 258;

    private final Cast cast;
    private final long seed;
    private final RequestLimiter limiter;
    private final InstantSource clock;
    private final PromptCache cache = new PromptCache();

    /** @param seed of all chance, so that two studios with the same seed and requests answer alike */
    public Studio(Cast cast, long seed, RequestLimiter.Limits limits, InstantSource clock) {
        this.cast = cast;
        this.seed = seed;
        this.limiter = new RequestLimiter(limits, System::nanoTime);
        this.clock = clock;
    }

    public Optional<Personality> find(String model) {
        return cast.find(model);
    }

    public Set<String> models() {
        return cast.models().keySet();
    }

    public RequestLimiter limiter() {
        return limiter;
    }

    public Instant now() {
        return clock.instant();
    }

    /** A number of its own for each request, spread over all 64 bits. */
    public long draw(long requestNumber) {
        long z = (seed ^ requestNumber * 0x9E3779B97F4A7C15L) + 0x632BE59BD9B4E019L;
        z = (z ^ (z >>> 32)) * 0xD6E8FEB86659FD93L;
        return z ^ (z >>> 29);
    }

    /** @param promptTokens as {@link #promptTokens} counted them */
    public Generation perform(Task task, Personality personality, int promptTokens, long draw) {
        Prompt prompt = task.prompt();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < task.answers(); i++) {
            answers.add(Answer.cut(Actor.perform(prompt, personality, draw, i), task));
        }
        int cached = cache.cachedTokens(allText(prompt));
        return new Generation(
                prompt.model(), answers, promptTokens, cached, personality.pace(), draw, now().getEpochSecond());
    }

    public static int promptTokens(Prompt prompt) {
        int tokens = Tokens.estimate(prompt.system())
                + TOKENS_PER_MESSAGE * (prompt.turns().size() + 1);
        for (Prompt.Turn turn : prompt.turns()) {
            tokens += Tokens.estimate(turn.text()) + TOKENS_PER_IMAGE * turn.images();
        }
        for (Prompt.Tool tool : prompt.tools()) {
            tokens += Tokens.estimate(tool.name() + tool.description() + tool.parameters());
        }
        return tokens;
    }

    private static String allText(Prompt prompt) {
        StringBuilder text = new StringBuilder(prompt.model()).append('\n').append(prompt.system());
        prompt.turns().forEach(turn -> text.append('\n').append(turn.text()));
        return text.toString();
    }
}
