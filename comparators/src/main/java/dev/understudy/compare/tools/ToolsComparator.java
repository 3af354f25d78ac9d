package dev.understudy.compare.tools;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Judgeable;
import dev.understudy.compare.Question;
import dev.understudy.compare.Wording;
import dev.understudy.compare.json.JsonRules;
import dev.understudy.compare.tools.CallPairing.Paired;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which tools the answers ask for, and with what arguments, as sets of calls: {@code 1 − 2·s/(n + m)}, where {@code s} sums
 * over the paired calls one minus the share of leaves (name and arguments) in which they differ.
 */
final class ToolsComparator implements Comparator {
    static final String NAME = "tools";
    private static final int SHOWN_NAME = 64;
    private static final int SHOWN_ARGUMENTS = 60;
    private static final int MOST_SHOWN = 4;

    private final JsonRules rules;

    ToolsComparator(JsonRules rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Comparison compare(Asked asked, Answer live, Answer other) {
        String obstacle = Judgeable.obstacle(live, other);
        if (obstacle != null) {
            return Comparison.notComparable(obstacle);
        }
        int all = live.completion().toolCalls().size()
                + other.completion().toolCalls().size();
        if (all == 0) {
            return Comparison.notComparable("neither answer asks for a tool");
        }
        Question question = new Question(asked);
        List<Call> liveCalls = calls(live);
        List<Call> otherCalls = calls(other);
        List<Paired> pairs = CallPairing.of(rules, liveCalls, otherCalls);
        double alike = 0;
        for (Paired pair : pairs) {
            alike += 1 - pair.distance();
        }
        double divergence = Math.min(1, Math.max(0, 1 - 2 * alike / all));
        boolean matches = pairs.stream().allMatch(pair -> pair.distance() == 0);
        return Comparison.of(
                matches,
                matches ? 0 : divergence,
                CallFaults.of(question, live.completion().toolCalls(), liveCalls)
                        .qualities(),
                CallFaults.of(question, other.completion().toolCalls(), otherCalls)
                        .qualities(),
                explain(question, pairs, live, other));
    }

    private static List<Call> calls(Answer answer) {
        return answer.completion().toolCalls().stream().map(Call::of).toList();
    }

    /** What is wrong with the other's calls comes first: a tool that there is not weighs more than a value that differs. */
    private static String explain(Question question, List<Paired> pairs, Answer live, Answer other) {
        StringBuilder line = new StringBuilder();
        for (Answer answer : List.of(other, live)) {
            String unknown =
                    CallFaults.firstUnknown(question, answer.completion().toolCalls());
            if (unknown != null) {
                line.append(line.length() == 0 ? "" : "; ")
                        .append(answer.arm().label())
                        .append(" makes up ")
                        .append(Wording.excerpt(unknown, SHOWN_NAME));
            }
        }
        for (Paired pair : pairs) {
            if (pair.distance() > 0 && line.length() < Wording.EXPLANATION_LIMIT) {
                line.append(line.length() == 0 ? "" : "; ").append(described(pair, live.arm(), other.arm()));
            }
        }
        if (line.length() == 0) {
            line.append("the same calls: ")
                    .append(pairs.stream()
                            .limit(MOST_SHOWN)
                            .map(pair -> asked(pair.other()))
                            .collect(Collectors.joining(", ")));
        }
        return Wording.excerpt(line.toString(), Wording.EXPLANATION_LIMIT);
    }

    private static String described(Paired pair, Arm live, Arm other) {
        Call liveCall = pair.live();
        Call otherCall = pair.other();
        if (liveCall != null && otherCall != null) {
            return named(liveCall) + ": " + pair.difference();
        }
        return liveCall != null
                ? asked(liveCall) + " only in " + live.label()
                : asked(otherCall) + " only in " + other.label();
    }

    /** What was asked for, with its arguments as the shadow's pseudonyms left them: the call was never made. */
    private static String asked(@Nullable Call call) {
        String sent = call == null ? "" : call.text();
        String arguments = sent.equals("{}") ? "" : Wording.excerpt(sent, SHOWN_ARGUMENTS);
        return named(call) + "(" + arguments + ")";
    }

    private static String named(@Nullable Call call) {
        return call == null || call.name().isEmpty()
                ? "a call without a name"
                : Wording.excerpt(call.name(), SHOWN_NAME);
    }
}
