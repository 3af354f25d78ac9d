package dev.understudy.staging;

import dev.understudy.compare.Compared;
import dev.understudy.compare.ComparedJson;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.corpus.AnswerJson;
import dev.understudy.corpus.CorpusException;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Stratum;
import dev.understudy.staging.Journal.Result;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A result as a line of a journal. The request itself is not in it: the list has it. */
final class ResultJson {
    /** Bounds that are asked before a call, and never after. */
    private static final Set<Outcome> KEPT_BACK = EnumSet.of(
            Outcome.DROPPED_QUEUE_FULL,
            Outcome.DROPPED_QUEUE_TIMEOUT,
            Outcome.DROPPED_RATE,
            Outcome.DROPPED_SPEND,
            Outcome.DROPPED_HEADROOM,
            Outcome.DROPPED_BREAKER_OPEN);

    private ResultJson() {}

    static ObjectNode of(Result result) {
        ObjectNode json = Json.newObject();
        json.put("ended", result.id());
        json.put("outcome", result.outcome().label());
        json.put("at", result.at().toString());
        json.put("lag_ns", result.lagNanos());
        json.put("live_called", result.liveCalled());
        json.put("usd", result.usd());
        Exchange exchange = result.exchange();
        if (exchange != null) {
            json.set("exchange", exchange(exchange));
            json.put("prompt", result.prompt());
            ArrayNode results = json.putArray("results");
            for (Compared compared : result.results()) {
                results.add(ComparedJson.of(compared.comparator(), compared.pair(), compared.comparison()));
            }
        }
        return json;
    }

    private static ObjectNode exchange(Exchange exchange) {
        ObjectNode json = Json.newObject();
        json.put("route", exchange.route());
        json.put("shadow", exchange.shadow());
        json.put("at", exchange.at().toString());
        json.put("conversation", exchange.conversation());
        json.put("stratum", exchange.stratum().label());
        json.set("live", AnswerJson.of(exchange.live()));
        json.set("candidate", AnswerJson.of(exchange.candidate()));
        if (exchange.control() != null) {
            json.set("control", AnswerJson.of(exchange.control()));
        }
        return json;
    }

    /** Whether anything of it was sent, or it could never be: what a limit kept back can be played later. */
    static boolean wasPlayed(JsonNode line) {
        return !KEPT_BACK.contains(outcome(line)) || line.path("live_called").asBoolean(false);
    }

    private static Outcome outcome(JsonNode line) {
        return word(line, "outcome", Outcome.class);
    }

    /** @throws CorpusException for what {@link #of} did not write */
    static Result read(JsonNode line) {
        JsonNode exchange = line.path("exchange");
        List<Compared> results = new ArrayList<>();
        for (JsonNode each : line.path("results")) {
            results.add(new Compared(
                    each.path("comparator").asString(""), word(each, "pair", Pair.class), comparison(each)));
        }
        String id = line.path("ended").asString("");
        return new Result(
                id,
                outcome(line),
                instant(line),
                line.path("lag_ns").asLong(0),
                line.path("live_called").asBoolean(false),
                line.path("usd").isNumber() ? line.path("usd").decimalValue() : BigDecimal.ZERO,
                exchange.isObject() ? exchange(id, exchange) : null,
                line.path("prompt").asString(""),
                results);
    }

    private static Exchange exchange(String id, JsonNode json) {
        return new Exchange(
                id,
                json.path("route").asString(""),
                json.path("shadow").asString(""),
                instant(json),
                json.path("conversation").asString(""),
                word(json, "stratum", Stratum.class),
                Asked.of(Json.newObject()),
                AnswerJson.read(json.path("live"), Arm.LIVE),
                AnswerJson.read(json.path("candidate"), Arm.CANDIDATE),
                control(json));
    }

    private static @Nullable Answer control(JsonNode json) {
        return json.has("control") ? AnswerJson.read(json.path("control"), Arm.CONTROL) : null;
    }

    private static Comparison comparison(JsonNode json) {
        Map<String, Double> live = numbers(json.path("live"));
        Map<String, Double> other = numbers(json.path("other"));
        String explanation = json.path("explanation").asString("");
        JsonNode divergence = json.path("divergence");
        if (!divergence.isNumber()) {
            return new Comparison.NotComparable(live, other, explanation);
        }
        boolean match = json.path("result").asString("").equals("match");
        try {
            return Comparison.of(match, divergence.doubleValue(), live, other, explanation);
        } catch (IllegalArgumentException impossible) {
            throw new CorpusException(String.valueOf(impossible.getMessage()));
        }
    }

    private static Map<String, Double> numbers(JsonNode json) {
        Map<String, Double> numbers = new HashMap<>();
        json.properties().forEach(entry -> {
            if (entry.getValue().isNumber()) {
                numbers.put(entry.getKey(), entry.getValue().doubleValue());
            }
        });
        return numbers;
    }

    private static Instant instant(JsonNode json) {
        try {
            return Instant.parse(json.path("at").asString(""));
        } catch (DateTimeException malformed) {
            throw new CorpusException("at: not a time (expected: such as 2026-11-22T18:00:00Z)");
        }
    }

    private static <E extends Enum<E>> E word(JsonNode json, String name, Class<E> type) {
        String text = json.path(name).asString("");
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new CorpusException(name + ": an unknown word (expected: one of this version's)");
        }
    }
}
