package dev.understudy.dialect.google;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.ReasoningOptions;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Losses;
import dev.understudy.dialect.wire.ReasoningEffort;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How much to think: {@code thinkingConfig} with a budget, where 0 is off and -1 leaves it to the model, or since Gemini 3
 * with a level.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/thinking">Gemini API, thinking</a>
 */
final class GeminiThinking {
    private static final Set<String> LEVELS = Set.of("minimal", "low", "medium", "high");
    private static final long LEFT_TO_THE_MODEL = -1;
    private static final long MOST = 32_768;

    private GeminiThinking() {}

    static @Nullable ReasoningOptions read(Fields config) {
        ObjectNode object = config.object("thinkingConfig");
        if (object == null) {
            return null;
        }
        Fields fields = new Fields(Spelling.camelCase(object));
        Boolean thoughts = fields.bool("includeThoughts");
        JsonNode dynamic = fields.peek("thinkingBudget");
        if (dynamic != null && dynamic.isIntegralNumber() && dynamic.longValue() == LEFT_TO_THE_MODEL) {
            fields.take("thinkingBudget");
            fields.spell("thinkingBudget", "dynamic");
        }
        Long budget = fields.count("thinkingBudget");
        String level = level(fields);
        boolean enabled = budget == null || budget > 0;
        return new ReasoningOptions(enabled, level, budget, thoughts, fields.rest());
    }

    private static @Nullable String level(Fields fields) {
        JsonNode value = fields.peek("thinkingLevel");
        String level = value == null ? "" : value.asString("").toLowerCase(Locale.ROOT);
        if (value == null || !LEVELS.contains(level)) {
            return null;
        }
        fields.take("thinkingLevel");
        if (!value.stringValue().equals(level)) {
            fields.spell("thinkingLevel", value.stringValue());
        }
        return level;
    }

    static void write(GenerationRequest request, ObjectNode config, boolean same, Losses losses) {
        ReasoningOptions options = request.reasoning();
        if (options == null) {
            return;
        }
        ObjectNode thinking = config.putObject("thinkingConfig");
        if (options.summary() != null) {
            thinking.put("includeThoughts", options.summary());
        }
        if (same) {
            writeOwn(options, thinking);
        } else {
            writeForeign(options, hasLevels(request.model()), thinking, losses);
            losses.extras("reasoning", options.extras(), request.dialect());
        }
    }

    private static void writeOwn(ReasoningOptions options, ObjectNode thinking) {
        if (options.budgetTokens() != null) {
            thinking.put("thinkingBudget", options.budgetTokens());
        } else if (options.extras().isSpelled("thinkingBudget", "dynamic")) {
            thinking.put("thinkingBudget", LEFT_TO_THE_MODEL);
        }
        if (options.effort() != null) {
            String spelled = options.extras().spelled("thinkingLevel");
            thinking.put("thinkingLevel", spelled != null ? spelled : options.effort());
        }
        Fields.putBack(thinking, options.extras());
    }

    private static void writeForeign(ReasoningOptions options, boolean levels, ObjectNode thinking, Losses losses) {
        String effort = options.effort();
        Long budget = options.budgetTokens();
        if (!options.enabled() || "none".equals(effort)) {
            if (levels) {
                thinking.put("thinkingLevel", "minimal");
                losses.approximated("reasoning.enabled", "these models always think: the least there is");
            } else {
                thinking.put("thinkingBudget", 0);
            }
        } else if (budget != null) {
            thinking.put("thinkingBudget", Math.min(budget, MOST));
            if (budget > MOST) {
                losses.approximated("reasoning.budget_tokens", "more than " + MOST);
            }
            if (effort != null) {
                losses.dropped("reasoning.effort", "Gemini takes a budget or a level");
            }
        } else if (effort != null && levels) {
            thinking.put("thinkingLevel", LEVELS.contains(effort) ? effort : "high");
            if (!LEVELS.contains(effort)) {
                losses.approximated("reasoning.effort", "as high");
            }
        } else if (effort != null) {
            thinking.put("thinkingBudget", ReasoningEffort.budget(effort));
            losses.approximated("reasoning.effort", "as a budget of tokens");
        } else {
            thinking.put("thinkingBudget", LEFT_TO_THE_MODEL);
        }
    }

    /** Gemini 1 and 2 have budgets only; a name that is none of Gemini's says nothing, and budgets work everywhere. */
    private static boolean hasLevels(@Nullable String model) {
        return model != null && model.matches("(.*/)?gemini-[3-9].*");
    }
}
