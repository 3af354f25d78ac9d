package dev.understudy.compare.tools;

import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.request.Tool;
import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.Qualities;
import dev.understudy.compare.Question;
import dev.understudy.compare.schema.Conformance;
import dev.understudy.compare.schema.Schemas;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is wrong with the calls of one answer, by the tools that its request declares.
 *
 * @param malformed calls whose arguments are no JSON
 * @param unknown calls of tools that there are not; null where the request's tools are not all known
 * @param violations calls whose arguments do not keep to their schema; null where no schema could be checked
 */
record CallFaults(
        int calls,
        int malformed,
        @Nullable Long unknown,
        @Nullable Long violations) {
    static final List<ComparatorMetric> METRICS = List.of(
            ComparatorMetric.count("calls", "tool calls that the answer asks for"),
            ComparatorMetric.count("malformed_arguments", "calls whose arguments are no JSON"),
            ComparatorMetric.count("unknown_tools", "calls of tools that the request does not declare"),
            ComparatorMetric.count("schema_violations", "calls whose arguments break the tool's schema"));

    static CallFaults of(Question question, List<ToolCall> toolCalls, List<Call> calls) {
        Map<String, Tool.Function> functions = calls.isEmpty() ? Map.of() : question.functions();
        int malformed = 0;
        Long violations = null;
        for (Call call : calls) {
            JsonNode arguments = call.arguments();
            malformed += arguments == null ? 1 : 0;
            Tool.Function function = functions.get(call.name());
            JsonNode schema = function == null ? null : function.parameters();
            if (schema != null && arguments != null) {
                Conformance conformance = Schemas.shared().check(schema, arguments);
                violations = added(violations, conformance);
            }
        }
        return new CallFaults(calls.size(), malformed, unknown(question, functions, toolCalls), violations);
    }

    private static @Nullable Long added(@Nullable Long before, Conformance conformance) {
        if (conformance instanceof Conformance.Unknown) {
            return before;
        }
        return (before == null ? 0 : before) + (conformance instanceof Conformance.Violates ? 1L : 0L);
    }

    private static @Nullable Long unknown(
            Question question, Map<String, Tool.Function> functions, List<ToolCall> calls) {
        if (calls.isEmpty() || question.mayHaveOtherTools()) {
            return null;
        }
        return calls.stream()
                .filter(call -> !functions.containsKey(call.name()))
                .count();
    }

    /** The name of the first tool that there is not, or null. */
    static @Nullable String firstUnknown(Question question, List<ToolCall> calls) {
        if (calls.isEmpty() || question.mayHaveOtherTools()) {
            return null;
        }
        Map<String, Tool.Function> functions = question.functions();
        for (ToolCall call : calls) {
            if (!functions.containsKey(call.name())) {
                return call.name();
            }
        }
        return null;
    }

    Map<String, Double> qualities() {
        return new Qualities()
                .add("calls", calls)
                .add("malformed_arguments", malformed)
                .add("unknown_tools", unknown)
                .add("schema_violations", violations)
                .toMap();
    }
}
