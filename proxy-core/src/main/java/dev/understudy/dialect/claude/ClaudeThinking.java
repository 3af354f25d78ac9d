package dev.understudy.dialect.claude;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.ReasoningOptions;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import dev.understudy.dialect.wire.ReasoningEffort;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How much to think: {@code thinking}, and {@code output_config.effort} beside it or alone. Spelling: {@code thinking} is
 * {@code adaptive} or {@code absent}, {@code effort} is {@code max}, which stands above what other dialects have.
 *
 * @see <a href="https://docs.claude.com/en/docs/build-with-claude/extended-thinking">Extended thinking</a>
 * @see <a href="https://docs.claude.com/en/docs/build-with-claude/effort">Effort</a>
 */
public final class ClaudeThinking {
    private static final Set<String> EFFORTS = Set.of("low", "medium", "high", "xhigh", "max");
    private static final long LEAST_BUDGET = 1_024;

    private ClaudeThinking() {}

    /**
     * Takes what is said of it out of the two objects; what is not understood stays.
     *
     * @param request the object that {@code thinking} stands in
     * @param config its {@code output_config}
     */
    public static @Nullable ReasoningOptions read(Fields request, Fields config) {
        JsonNode thinking = request.peek("thinking");
        Fields inner = thinking instanceof ObjectNode object ? new Fields(object) : Fields.none();
        String type = inner.text("type");
        boolean known =
                type != null && Set.of("enabled", "disabled", "adaptive").contains(type);
        if (thinking != null && !known) {
            return null; // stays an extra, and the effort with it
        }
        String effort = effort(config, inner);
        if (thinking == null && effort == null) {
            return null;
        }
        request.take("thinking");
        if (type == null || type.equals("adaptive")) {
            inner.spell("thinking", type == null ? "absent" : type);
        }
        Long budget = inner.count("budget_tokens");
        Boolean summary = inner.takeText("display", "summarized") ? Boolean.TRUE : null;
        summary = inner.takeText("display", "omitted") ? Boolean.FALSE : summary;
        return new ReasoningOptions(!"disabled".equals(type), effort, budget, summary, inner.rest());
    }

    private static @Nullable String effort(Fields config, Fields spelling) {
        JsonNode effort = config.peek("effort");
        if (effort == null || !effort.isString() || !EFFORTS.contains(effort.stringValue())) {
            return null;
        }
        config.take("effort");
        if (effort.stringValue().equals("max")) {
            spelling.spell("effort", "max");
            return "xhigh";
        }
        return effort.stringValue();
    }

    /** As it was. */
    public static void writeSame(ReasoningOptions options, ObjectNode body) {
        Extras extras = options.extras();
        if (!extras.isSpelled("thinking", "absent")) {
            String type = options.enabled() ? "enabled" : "disabled";
            String spelled = extras.spelled("thinking");
            ObjectNode thinking = body.putObject("thinking").put("type", spelled == null ? type : spelled);
            if (options.budgetTokens() != null) {
                thinking.put("budget_tokens", options.budgetTokens());
            }
            if (options.summary() != null) {
                thinking.put("display", options.summary() ? "summarized" : "omitted");
            }
            Fields.putBack(thinking, extras);
        }
        if (options.effort() != null) {
            String spelled = extras.spelled("effort");
            body.withObjectProperty("output_config").put("effort", spelled == null ? options.effort() : spelled);
        }
    }

    /**
     * Of another dialect's request.
     *
     * @param forced whether the answer has to ask for a tool
     * @param body where {@code thinking} and {@code output_config} go
     * @return the budget that was written, 0 when thinking has none, or null when there is no thinking
     */
    public static @Nullable Long writeOther(
            GenerationRequest request, ClaudeModel model, boolean forced, ObjectNode body, Losses losses) {
        ReasoningOptions options = request.reasoning();
        if (options == null) {
            return null;
        }
        losses.extras("reasoning", options.extras(), request.dialect());
        if (!options.enabled() || "none".equals(options.effort())) {
            if (model.thinks()) {
                body.putObject("thinking").put("type", "disabled");
            }
            return null;
        }
        if (!model.thinks()) {
            losses.dropped("reasoning", "the model does not think");
            return null;
        }
        if (!model.thinksByBudget()) {
            adaptive(options, model, body, losses);
            return 0L;
        }
        return budget(options, forced, request.sampling().maxOutputTokens(), body, losses);
    }

    private static void adaptive(ReasoningOptions options, ClaudeModel model, ObjectNode body, Losses losses) {
        ObjectNode thinking = body.putObject("thinking").put("type", "adaptive");
        if (options.summary() != null) {
            thinking.put("display", options.summary() ? "summarized" : "omitted");
        }
        String effort = options.effort();
        if (effort == null && options.budgetTokens() != null) {
            effort = ReasoningEffort.word(options.budgetTokens());
            losses.approximated("reasoning.budget_tokens", "as an effort");
        } else if (effort != null && options.budgetTokens() != null) {
            losses.dropped("reasoning.budget_tokens", "the effort says it");
        }
        if (effort != null) {
            String word = word(effort, model);
            if (!word.equals(effort)) {
                losses.approximated("reasoning.effort", "the nearest that the model has");
            }
            body.withObjectProperty("output_config").put("effort", word);
        }
    }

    private static String word(String effort, ClaudeModel model) {
        return switch (effort) {
            case "minimal", "low" -> "low";
            case "high" -> "high";
            case "xhigh" -> model.hasEffortXhigh() ? "xhigh" : "high";
            default -> "medium";
        };
    }

    private static @Nullable Long budget(
            ReasoningOptions options, boolean forced, @Nullable Long limit, ObjectNode body, Losses losses) {
        if (forced) {
            losses.dropped("reasoning", "the model cannot think when it has to ask for a tool");
            return null;
        }
        long wanted = options.budgetTokens() != null
                ? options.budgetTokens()
                : ReasoningEffort.budget(options.effort() == null ? "medium" : options.effort());
        // A budget is part of the limit, and a quarter of it is for the answer.
        long most = limit == null ? Long.MAX_VALUE : limit - limit / 4;
        if (most < LEAST_BUDGET) {
            losses.dropped("reasoning", "the limit leaves no room for the least budget, " + LEAST_BUDGET + " tokens");
            return null;
        }
        long budget = Math.max(LEAST_BUDGET, Math.min(wanted, most));
        if (options.budgetTokens() == null) {
            losses.approximated("reasoning.effort", "as a budget of tokens");
        } else if (budget != wanted) {
            losses.approximated("reasoning.budget_tokens", "as much as is allowed");
        }
        if (options.summary() != null && !options.summary()) {
            losses.dropped("reasoning.summary", "the model shows what it thinks");
        }
        ObjectNode thinking = Json.newObject().put("type", "enabled").put("budget_tokens", budget);
        body.set("thinking", thinking);
        return budget;
    }
}
