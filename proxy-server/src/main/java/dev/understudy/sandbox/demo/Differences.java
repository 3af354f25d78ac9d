package dev.understudy.sandbox.demo;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ToolCall;
import dev.understudy.compare.Pair;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Exchange;
import dev.understudy.publish.ComparisonEntry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Exchanges worth showing: the candidate decides otherwise than live, not only in other words, and live asked again, where
 * it was, decides as before. The latest of each kind: words, JSON, tools. Not thread-safe.
 */
final class Differences {
    private static final int LONGEST = 400;

    private final Map<Kind, Difference> latest = new EnumMap<>(Kind.class);

    /** What the application wanted. */
    private enum Kind {
        WORDS,
        JSON,
        TOOLS
    }

    void offer(Exchange exchange, List<ComparisonEntry> entries) {
        List<String> said = customerSaid(exchange.request());
        // The second turn of a conversation says little by itself.
        if (said.size() != 1 || !exchange.candidate().succeeded() || !decidesOtherwise(exchange, entries)) {
            return;
        }
        latest.put(
                kind(exchange.request()),
                new Difference(
                        clipped(said.get(0).replace("\n(Reply as JSON.)", "")),
                        clipped(words(exchange.live())),
                        clipped(words(exchange.candidate()))));
    }

    List<Difference> list() {
        return new ArrayList<>(latest.values());
    }

    private static Kind kind(JsonNode request) {
        return request.has("tools") ? Kind.TOOLS : request.has("response_format") ? Kind.JSON : Kind.WORDS;
    }

    private static boolean decidesOtherwise(Exchange exchange, List<ComparisonEntry> entries) {
        Answer control = exchange.control();
        Optional<Boolean> live = Verdicts.grants(exchange.live());
        Optional<Boolean> candidate = Verdicts.grants(exchange.candidate());
        if (live.isPresent() && candidate.isPresent()) {
            boolean stable = control == null || Verdicts.grants(control).equals(live);
            return stable && !live.equals(candidate);
        }
        // A tool called by one and words by the other, or two texts with little in common.
        return live.isPresent() != candidate.isPresent() || textsAreFarApart(entries);
    }

    private static boolean textsAreFarApart(List<ComparisonEntry> entries) {
        double candidate = textDivergence(entries, Pair.CANDIDATE);
        double control = textDivergence(entries, Pair.CONTROL);
        return candidate > 0.8 && candidate > control + 0.3;
    }

    private static double textDivergence(List<ComparisonEntry> entries, Pair pair) {
        return entries.stream()
                .filter(entry -> entry.pair() == pair && entry.comparator().equals("text"))
                .map(entry -> DemoStatistics.divergence(entry.comparison()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(0.0);
    }

    private static List<String> customerSaid(JsonNode request) {
        List<String> said = new ArrayList<>();
        for (JsonNode message : request.path("messages")) {
            if (message.path("role").asString("").equals("user")) {
                said.add(message.path("content").asString(""));
            }
        }
        return said;
    }

    private static String words(Answer answer) {
        Completion completion = answer.completion();
        if (!completion.toolCalls().isEmpty()) {
            return completion.toolCalls().stream().map(Differences::call).collect(Collectors.joining(", "));
        }
        return Optional.ofNullable(completion.text()).orElse("(nothing)");
    }

    private static String call(ToolCall call) {
        return "calls " + call.name() + "(" + call.arguments() + ")";
    }

    private static String clipped(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
