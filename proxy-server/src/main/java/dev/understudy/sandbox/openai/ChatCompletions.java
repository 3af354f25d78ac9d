package dev.understudy.sandbox.openai;

import dev.understudy.exchange.Headers;
import dev.understudy.sandbox.model.Actor;
import dev.understudy.sandbox.model.Pace;
import dev.understudy.sandbox.model.Personality;
import dev.understudy.sandbox.model.Prompt;
import dev.understudy.sandbox.model.Tokens;
import dev.understudy.sandbox.provider.PromptCache;
import dev.understudy.sandbox.provider.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Answers a checked chat completion request: performs it, counts tokens, and lays the answer out in time. */
final class ChatCompletions {
    /** Snapshots are named after the day they were frozen; an answer names the snapshot, not the alias. */
    private static final String SNAPSHOT = "-2026-01-15";

    private static final int TOKENS_PER_MESSAGE = 4;

    private final PromptCache cache = new PromptCache();
    private final LongSupplier epochSeconds;

    ChatCompletions(LongSupplier epochSeconds) {
        this.epochSeconds = epochSeconds;
    }

    static int promptTokens(Prompt prompt) {
        int tokens = Tokens.estimate(prompt.system())
                + TOKENS_PER_MESSAGE * (prompt.turns().size() + 1);
        for (Prompt.Turn turn : prompt.turns()) {
            tokens += Tokens.estimate(turn.text());
        }
        for (Prompt.Tool tool : prompt.tools()) {
            tokens += Tokens.estimate(tool.name() + tool.description() + tool.parameters());
        }
        return tokens;
    }

    Reply answer(ChatRequest request, Personality personality, int promptTokens, long draw) {
        Ids ids = new Ids(draw);
        Prompt prompt = request.prompt();
        List<ChatAnswer> answers = new ArrayList<>();
        for (int i = 0; i < request.choices(); i++) {
            answers.add(ChatAnswer.cut(Actor.perform(prompt, personality, draw, i), request));
        }
        ChatBody body = new ChatBody(
                ids.completion(),
                epochSeconds.getAsLong(),
                prompt.model() + SNAPSHOT,
                "fp_" + Integer.toHexString(prompt.model().hashCode()),
                ids,
                promptTokens,
                cache.cachedTokens(allText(prompt)));
        return request.stream()
                ? streamed(body, request, answers, personality.pace(), draw)
                : whole(body, answers, personality.pace(), draw);
    }

    private static Reply streamed(ChatBody body, ChatRequest request, List<ChatAnswer> answers, Pace pace, long draw) {
        SplittableRandom random = new SplittableRandom(draw);
        long first = pace.firstTokenNanos(random) + thinking(answers, pace, random);
        Headers headers = Headers.of("content-type", "text/event-stream; charset=utf-8", "cache-control", "no-cache");
        return new Reply(200, headers, true, first, () -> new ChatStream(body, request, answers, pace, draw));
    }

    private static Reply whole(ChatBody body, List<ChatAnswer> answers, Pace pace, long draw) {
        SplittableRandom random = new SplittableRandom(draw);
        int tokens = answers.stream().mapToInt(ChatAnswer::outputTokens).max().orElse(0);
        long nanos = pace.firstTokenNanos(random);
        for (int i = 0; i < tokens; i += pace.tokensPerChunk()) {
            nanos += pace.gapNanos(random);
        }
        return Reply.json(200, Headers.EMPTY, nanos, body.whole(answers));
    }

    /** Reasoning is not shown, only waited for. */
    private static long thinking(List<ChatAnswer> answers, Pace pace, SplittableRandom random) {
        long nanos = 0;
        for (int i = 0; i < answers.get(0).reasoningTokens(); i += pace.tokensPerChunk()) {
            nanos += pace.gapNanos(random);
        }
        return nanos;
    }

    private static String allText(Prompt prompt) {
        StringBuilder text = new StringBuilder(prompt.model()).append('\n').append(prompt.system());
        prompt.turns().forEach(turn -> text.append('\n').append(turn.text()));
        return text.toString();
    }
}
