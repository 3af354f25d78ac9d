package dev.understudy.sandbox.openai;

import dev.understudy.exchange.Headers;
import dev.understudy.sandbox.model.Cast;
import dev.understudy.sandbox.model.Personality;
import dev.understudy.sandbox.provider.Answered;
import dev.understudy.sandbox.provider.Provider;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.provider.RequestLimiter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's API. Answers every path: what it does not know gets OpenAI's own 404. */
public final class OpenAiApi implements Provider {
    private static final long CREATED = 1_768_435_200;
    private static final int MOST_STRING = 64 << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(MOST_STRING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Cast cast;
    private final @Nullable String key;
    private final long seed;
    private final RequestLimiter limiter;
    private final ChatCompletions chat = new ChatCompletions(() -> Instant.now().getEpochSecond());

    /**
     * @param key the only API key that is accepted, or null to let everybody in
     * @param seed of all chance, so that two simulators with the same seed and requests answer alike
     */
    public OpenAiApi(Cast cast, @Nullable String key, long seed, RequestLimiter.Limits limits) {
        this.cast = cast;
        this.key = key;
        this.seed = seed;
        this.limiter = new RequestLimiter(limits, System::nanoTime);
    }

    @Override
    public boolean serves(String path) {
        return true;
    }

    @Override
    public Reply failure(int status, @Nullable Duration retryAfter) {
        return OpenAiErrors.failure(status, retryAfter);
    }

    @Override
    public Answered answer(Received request) {
        long draw = draw(request.number());
        Answered answered = answerOrReject(request, draw);
        Reply reply = answered.reply()
                .withHeader("x-request-id", new Ids(draw + 1).request())
                .withHeader("openai-version", "2020-10-01")
                .withHeader("openai-organization", "sim")
                .withHeader(
                        "openai-processing-ms", Long.toString(answered.reply().headDelayNanos() / 1_000_000));
        return new Answered(answered.model(), answered.fault(), reply);
    }

    private Answered answerOrReject(Received request, long draw) {
        Asked asked = Asked.NOTHING;
        try {
            authenticate(request.headers().get("authorization"));
            String path = request.path();
            if (path.endsWith("/chat/completions")) {
                require("POST", request);
                JsonNode body = parse(request.body());
                asked = Asked.read(body);
                return new Answered(asked.model(), asked.fault(), chat(body, asked.model(), draw));
            }
            require("GET", request);
            return new Answered("", "", models(path));
        } catch (Rejected rejected) {
            return new Answered(asked.model(), asked.fault(), OpenAiErrors.of(rejected));
        }
    }

    /** A number of its own for each request, spread over all 64 bits. */
    private long draw(long number) {
        long z = (seed ^ number * 0x9E3779B97F4A7C15L) + 0x632BE59BD9B4E019L;
        z = (z ^ (z >>> 32)) * 0xD6E8FEB86659FD93L;
        return z ^ (z >>> 29);
    }

    private Reply chat(JsonNode body, String model, long draw) {
        Personality personality = cast.find(model).orElseThrow(() -> unknownModel(model));
        ChatRequest request = ChatReader.read(body, model);
        int tokens = ChatCompletions.promptTokens(request.prompt());
        if (tokens > personality.contextTokens()) {
            throw Rejected.badRequest(
                    "messages",
                    "context_length_exceeded",
                    "This model's maximum context length is " + personality.contextTokens()
                            + " tokens. However, your messages resulted in " + tokens
                            + " tokens. Please reduce the length of the messages.");
        }
        RequestLimiter.Decision decision = limiter.take(model, tokens);
        Reply reply = decision.admitted()
                ? chat.answer(request, personality, tokens, draw)
                : RateLimitHeaders.refusal(model, limiter.limits(), decision);
        return RateLimitHeaders.add(reply, limiter.limits(), decision);
    }

    private void authenticate(@Nullable String authorization) {
        if (key == null) {
            return;
        }
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            throw new Rejected(
                    401,
                    null,
                    null,
                    "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).");
        }
        String given = authorization.substring("bearer ".length()).strip();
        if (!given.equals(key)) {
            String shown = given.length() > 8 ? given.substring(0, 3) + "***" : "***";
            throw new Rejected(401, null, "invalid_api_key", "Incorrect API key provided: " + shown + ".");
        }
    }

    private static void require(String method, Received request) {
        boolean known = request.path().endsWith("/chat/completions") || isModels(request.path());
        if (!known) {
            throw new Rejected(
                    404,
                    null,
                    "unknown_url",
                    "Unknown request URL: " + request.method() + " " + request.path()
                            + ". Please check the URL for typos, or see the docs at https://platform.openai.com/docs/api-reference/.");
        }
        if (!request.method().equals(method)
                && !(method.equals("GET") && request.method().equals("HEAD"))) {
            throw new Rejected(
                    405,
                    null,
                    "method_not_supported",
                    "Not allowed to " + request.method() + " on " + request.path()
                            + ". (HINT: Perhaps you meant to use a different HTTP method?)");
        }
    }

    private static boolean isModels(String path) {
        return path.endsWith("/models") || path.matches(".*/models/[^/]+");
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode json = MAPPER.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException malformed) {
            throw notJson();
        }
        throw notJson();
    }

    private static Rejected notJson() {
        return Rejected.badRequest(
                null,
                null,
                "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)");
    }

    private static Rejected unknownModel(String model) {
        return new Rejected(
                404,
                null,
                "model_not_found",
                "The model `" + model + "` does not exist or you do not have access to it.");
    }

    private Reply models(String path) {
        if (path.endsWith("/models")) {
            ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
            ArrayNode data = list.putArray("data");
            cast.models().keySet().forEach(name -> data.add(model(name)));
            return Reply.json(200, Headers.EMPTY, 0, list.toString());
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (cast.find(name).isEmpty()) {
            throw unknownModel(name);
        }
        return Reply.json(200, Headers.EMPTY, 0, model(name).toString());
    }

    private static ObjectNode model(String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", name)
                .put("object", "model")
                .put("created", CREATED)
                .put("owned_by", "understudy");
    }

    /** The model a request names, and the fault asked for by a suffix of it. */
    private record Asked(String model, String fault) {
        static final Asked NOTHING = new Asked("", "");

        static Asked read(JsonNode body) {
            JsonNode model = body.path("model");
            if (model.isMissingNode() || model.isNull()) {
                throw Rejected.badRequest(null, null, "you must provide a model parameter");
            }
            if (!model.isString()) {
                throw Fields.wrongType("model", "a string", model);
            }
            String name = model.stringValue();
            int plus = name.indexOf('+');
            return plus < 0 ? new Asked(name, "") : new Asked(name.substring(0, plus), name.substring(plus + 1));
        }
    }
}
