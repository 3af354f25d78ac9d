package dev.understudy.compare.assertions;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import dev.understudy.canonical.ToolCall;
import dev.understudy.compare.json.StrictJson;
import dev.understudy.config.ConfigException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A CEL expression (cel.dev) over one answer: {@code text}, {@code json} (the first JSON in the text, or null), {@code
 * tool_calls} (each with {@code name} and {@code arguments}), {@code finish_reason} and {@code request} (its body). Compiled
 * once; thread-safe; an evaluation is bounded. One that asks for what an answer does not have does not hold.
 */
final class AnswerExpression {
    private static final int MOST_ITERATIONS = 10_000;
    private static final int LONGEST = 8_192;
    private static final String EXPECTED =
            "a CEL expression that is true or false, over text, json, tool_calls, finish_reason and request";

    /** Building one takes tens of milliseconds, so there is one, made when the first expression is. */
    private static final class Environment {
        static final Cel CEL = CelFactory.standardCelBuilder()
                .setOptions(CelOptions.current()
                        .enableHeterogeneousNumericComparisons(true)
                        .comprehensionMaxIterations(MOST_ITERATIONS)
                        .maxExpressionCodePointSize(LONGEST)
                        .maxParseRecursionDepth(64)
                        .build())
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar("text", SimpleType.STRING)
                .addVar("json", SimpleType.DYN)
                .addVar("tool_calls", ListType.create(SimpleType.DYN))
                .addVar("finish_reason", SimpleType.STRING)
                .addVar("request", SimpleType.DYN)
                .setResultType(SimpleType.BOOL)
                .build();

        private Environment() {}
    }

    private final CelRuntime.Program program;

    private AnswerExpression(CelRuntime.Program program) {
        this.program = program;
    }

    /** @throws ConfigException under {@code key}, with CEL's own position and message */
    static AnswerExpression compile(String key, String source) {
        try {
            return new AnswerExpression(Environment.CEL.createProgram(
                    Environment.CEL.compile(source).getAst()));
        } catch (CelValidationException invalid) {
            throw new ConfigException(key, source, EXPECTED + "; " + positions(invalid.getErrors()));
        } catch (CelEvaluationException unplannable) {
            throw new ConfigException(key, source, EXPECTED + "; " + unplannable.getMessage());
        }
    }

    private static String positions(List<CelIssue> issues) {
        return issues.stream()
                .map(issue -> "line " + issue.getSourceLocation().getLine() + ", column "
                        + (issue.getSourceLocation().getColumn() + 1) + ": " + issue.getMessage())
                .collect(Collectors.joining("; "));
    }

    boolean holds(Checked answer) {
        try {
            return Boolean.TRUE.equals(program.eval(new Variables(answer)));
        } catch (CelEvaluationException | RuntimeException | StackOverflowError failed) {
            // A field that is missing, a wrong type, the bound on work: what cannot be shown does not hold.
            return false;
        }
    }

    /** Converted where an expression asks for it. */
    private record Variables(Checked answer) implements CelVariableResolver {
        @Override
        public Optional<Object> find(String name) {
            return switch (name) {
                case "text" -> Optional.of(answer.text());
                case "json" -> Optional.of(value(answer.json()));
                case "tool_calls" -> Optional.of(calls(answer.toolCalls()));
                case "finish_reason" -> Optional.of(answer.finishReason());
                case "request" -> Optional.of(value(answer.request()));
                // CEL asks for its own names too, such as those of types.
                default -> Optional.empty();
            };
        }

        private static List<Object> calls(List<ToolCall> calls) {
            List<Object> values = new ArrayList<>(calls.size());
            for (ToolCall call : calls) {
                values.add(Map.of("name", call.name(), "arguments", arguments(call.arguments())));
            }
            return values;
        }

        private static Object arguments(String arguments) {
            try {
                return value(StrictJson.parse(arguments.isBlank() ? "{}" : arguments));
            } catch (JacksonException notJson) {
                // A model may write anything; an expression sees it as the text it is.
                return arguments;
            }
        }

        private static Object value(@Nullable JsonNode node) {
            if (node == null || node.isNull() || node.isMissingNode()) {
                return NullValue.NULL_VALUE;
            }
            if (node.isObject()) {
                Map<String, Object> members = new LinkedHashMap<>();
                node.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
                return members;
            }
            if (node.isArray()) {
                List<Object> elements = new ArrayList<>(node.size());
                node.forEach(element -> elements.add(value(element)));
                return elements;
            }
            return scalar(node);
        }

        private static Object scalar(JsonNode node) {
            if (node.isString()) {
                return node.stringValue();
            }
            if (node.isBoolean()) {
                return node.booleanValue();
            }
            return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : node.doubleValue();
        }
    }
}
