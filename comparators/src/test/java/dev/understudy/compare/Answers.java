package dev.understudy.compare;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Timing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Answers and comparators for tests. */
public final class Answers {
    public static final Asked REQUEST =
            Asked.of(JsonNodeFactory.instance.objectNode().put("model", "gpt-4o"));
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Timing ONE_SECOND = new Timing(1_000_000_000, null, null, new long[0]);

    private Answers() {}

    public static Answer live(String text) {
        return saying(Arm.LIVE, text);
    }

    public static Answer candidate(String text) {
        return saying(Arm.CANDIDATE, text);
    }

    public static Answer saying(Arm arm, String text) {
        return whole(arm, new Completion(text, null, null, List.of(), FinishReason.STOP, "m", null, null, 0, 0));
    }

    public static Answer refusing(Arm arm, String refusal) {
        return whole(arm, new Completion(null, null, refusal, List.of(), FinishReason.REFUSAL, "m", null, null, 0, 0));
    }

    /** Names and arguments in turn. */
    public static Answer calling(Arm arm, String... namesAndArguments) {
        List<ToolCall> calls = new java.util.ArrayList<>();
        for (int i = 0; i < namesAndArguments.length; i += 2) {
            calls.add(new ToolCall("call_" + arm + i, namesAndArguments[i], namesAndArguments[i + 1]));
        }
        return whole(arm, new Completion(null, null, null, calls, FinishReason.TOOL_CALLS, "m", null, null, 0, 0));
    }

    public static Answer using(Arm arm, Usage usage) {
        return whole(arm, new Completion("x", null, null, List.of(), FinishReason.STOP, "m", usage, null, 0, 0));
    }

    public static Answer finishing(Arm arm, FinishReason reason) {
        return whole(arm, new Completion("x", null, null, List.of(), reason, "m", null, null, 0, 0));
    }

    public static Answer failed(Arm arm, int status, ErrorKind kind) {
        return new Answer(arm, status, false, Completion.failed(kind, "no"), ONE_SECOND, Ending.COMPLETE);
    }

    public static Answer ended(Arm arm, Ending ending) {
        return new Answer(arm, 200, true, saying(arm, "half a").completion(), ONE_SECOND, ending);
    }

    public static Answer timed(Arm arm, Timing timing) {
        return new Answer(arm, 200, true, saying(arm, "x").completion(), timing, Ending.COMPLETE);
    }

    public static Answer as(Arm arm, Answer answer) {
        return new Answer(
                arm, answer.status(), answer.streamed(), answer.completion(), answer.timing(), answer.ending());
    }

    private static Answer whole(Arm arm, Completion completion) {
        return new Answer(arm, 200, false, completion, ONE_SECOND, Ending.COMPLETE);
    }

    /** A comparator as configuration makes it: {@code comparator("json", "{'tolerance': 0.1}")}. */
    public static Comparator comparator(String name, String options) {
        return Comparators.from(List.of(config(name, options))).get(0);
    }

    public static Comparator comparator(String name) {
        return comparator(name, "{}");
    }

    public static ComparatorConfig config(String name, String options) {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        MAPPER.readTree(options.replace('\'', '"'))
                .properties()
                .forEach(option -> byName.put(option.getKey(), option.getValue()));
        return new ComparatorConfig(name, byName);
    }

    public static double divergence(Comparison comparison) {
        if (comparison instanceof Comparison.Match match) {
            return match.divergence();
        }
        if (comparison instanceof Comparison.Mismatch mismatch) {
            return mismatch.divergence();
        }
        throw new AssertionError("not comparable: " + comparison.explanation());
    }
}
