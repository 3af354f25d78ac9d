package dev.understudy.compare.schema;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.Tool;
import dev.understudy.compare.Qualities;
import dev.understudy.compare.Question;
import dev.understudy.compare.Reading;
import dev.understudy.compare.Wording;
import dev.understudy.compare.json.AnswerJson;
import dev.understudy.compare.json.FoundJson;
import dev.understudy.compare.json.StrictJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** How one answer keeps to the schemas of its request: its text to the output format, its tool calls to their parameters. */
final class ArmConformance {
    private final Schemas schemas;
    private final Question question;
    private final boolean unwrap;
    private int checked;
    private int violations;
    private @Nullable String firstViolation;
    private @Nullable String unknown;

    private ArmConformance(Schemas schemas, Question question, boolean unwrap) {
        this.schemas = schemas;
        this.question = question;
        this.unwrap = unwrap;
    }

    static ArmConformance of(Schemas schemas, Question question, boolean unwrap, Reading reading) {
        ArmConformance arm = new ArmConformance(schemas, question, unwrap);
        arm.calls(reading.completion());
        arm.output(reading);
        return arm;
    }

    /** Whether any schema applied to the answer and could be checked. */
    boolean measured() {
        return checked > 0 && unknown == null;
    }

    boolean valid() {
        return violations == 0;
    }

    @Nullable
    String unknown() {
        return unknown;
    }

    String described() {
        return firstViolation == null ? "valid" : firstViolation;
    }

    Map<String, Double> qualities() {
        return measured()
                ? new Qualities()
                        .add("valid", valid() ? 1 : 0)
                        .add("violations", violations)
                        .toMap()
                : Map.of();
    }

    private void calls(Completion completion) {
        if (completion.toolCalls().isEmpty()) {
            return;
        }
        Map<String, Tool.Function> functions = question.functions();
        for (ToolCall call : completion.toolCalls()) {
            Tool.Function function = functions.get(call.name());
            if (function != null) {
                arguments(call, function);
            } else if (!question.mayHaveOtherTools()) {
                checked++;
                violated(1, "no tool is called " + Wording.excerpt(call.name(), 40));
            }
        }
    }

    private void arguments(ToolCall call, Tool.Function function) {
        String name = Wording.excerpt(call.name(), 40);
        JsonNode parameters = function.parameters();
        JsonNode arguments = parsed(call.arguments().isBlank() ? "{}" : call.arguments());
        checked++;
        if (arguments == null) {
            violated(1, name + ": arguments are no JSON");
        } else if (parameters != null) {
            check(name + " ", parameters, arguments);
        }
    }

    /** An answer that asks for tools and says nothing is not the final one: the format is of that. */
    private void output(Reading reading) {
        OutputFormat format = question.outputFormat();
        Completion completion = reading.completion();
        String text = reading.text();
        boolean onlyCalls = text.isBlank() && !completion.toolCalls().isEmpty();
        if (format == null || format instanceof OutputFormat.Text || onlyCalls) {
            return;
        }
        checked++;
        if (text.isBlank() && completion.refusal() != null) {
            violated(1, "refuses");
            return;
        }
        AnswerJson json = AnswerJson.of(reading);
        JsonNode value = unwrap ? json.found().value() : json.whole();
        if (value == null) {
            violated(1, noJson(json.found()));
        } else if (format instanceof OutputFormat.JsonSchema wanted) {
            check("", wanted.schema(), value);
        } else if (!value.isObject()) {
            violated(1, "JSON, but no object");
        }
    }

    private static String noJson(FoundJson found) {
        if (found.value() != null) {
            return "JSON, but with other text around it";
        }
        return found.problem() == null ? "no JSON" : "JSON " + found.problem();
    }

    private void check(String prefix, JsonNode schema, JsonNode value) {
        Conformance conformance = schemas.check(schema, value);
        if (conformance instanceof Conformance.Violates violates) {
            violated(violates.count(), prefix + violates.first().get(0));
        } else if (conformance instanceof Conformance.Unknown unchecked) {
            unknown = "the schema " + unchecked.reason();
        }
    }

    private void violated(int count, String description) {
        violations += count;
        firstViolation = firstViolation == null ? description : firstViolation;
    }

    private static @Nullable JsonNode parsed(String text) {
        try {
            return StrictJson.parse(text);
        } catch (JacksonException notJson) {
            // That is the finding.
            return null;
        }
    }
}
