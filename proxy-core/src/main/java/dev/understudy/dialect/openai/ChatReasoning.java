package dev.understudy.dialect.openai;

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
 * How a chat request says how much to think: {@code reasoning_effort} (OpenAI, Groq, xAI, DeepSeek), a {@code reasoning}
 * object (OpenRouter), {@code thinking.type} (Z.AI, DeepSeek, Moonshot) or {@code enable_thinking} (Alibaba). The first
 * that is there counts, the others stay extras.
 */
final class ChatReasoning {
    private static final Set<String> EFFORTS = Set.of("none", "minimal", "low", "medium", "high", "xhigh");

    private ChatReasoning() {}

    static @Nullable ReasoningOptions read(Fields fields) {
        String effort = effort(fields, "reasoning_effort");
        if (effort != null) {
            return new ReasoningOptions(!effort.equals("none"), effort, null, null, Extras.NONE);
        }
        ObjectNode reasoning = fields.object("reasoning");
        if (reasoning != null) {
            return fromObject(reasoning);
        }
        if (fields.peek("thinking") instanceof ObjectNode thinking) {
            return fromThinking(fields, thinking);
        }
        return fromFlag(fields);
    }

    private static @Nullable ReasoningOptions fromFlag(Fields fields) {
        Boolean flag = fields.bool("enable_thinking");
        if (flag == null) {
            return null;
        }
        Fields none = new Fields(Json.newObject());
        none.spell("reasoning", "enable_thinking");
        return new ReasoningOptions(flag, null, fields.count("thinking_budget"), null, none.rest());
    }

    private static @Nullable String effort(Fields fields, String name) {
        JsonNode effort = fields.peek(name);
        boolean known = effort != null && effort.isString() && EFFORTS.contains(effort.stringValue());
        return known ? fields.text(name) : null;
    }

    private static ReasoningOptions fromObject(ObjectNode reasoning) {
        Fields inner = new Fields(reasoning);
        inner.spell("reasoning", "object");
        String effort = effort(inner, "effort");
        Long budget = inner.count("max_tokens");
        Boolean excluded = inner.bool("exclude");
        Boolean enabled = inner.bool("enabled");
        if (enabled != null) {
            inner.spell("enabled", "flag");
        }
        boolean on = enabled != null ? enabled : !"none".equals(effort);
        return new ReasoningOptions(on, effort, budget, excluded == null ? null : !excluded, inner.rest());
    }

    private static @Nullable ReasoningOptions fromThinking(Fields fields, ObjectNode thinking) {
        Fields inner = new Fields(thinking);
        boolean enabled = inner.takeText("type", "enabled");
        if (!enabled && !inner.takeText("type", "disabled")) {
            return null;
        }
        fields.take("thinking");
        inner.spell("reasoning", "thinking");
        return new ReasoningOptions(enabled, null, inner.count("budget_tokens"), null, inner.rest());
    }

    static void write(GenerationRequest request, ObjectNode body, boolean same, Losses losses) {
        ReasoningOptions options = request.reasoning();
        if (options == null) {
            return;
        }
        String spelled = same ? options.extras().spelled("reasoning") : null;
        if (spelled != null) {
            writeSpelled(options, spelled, body);
            return;
        }
        writeEffort(options, body, losses);
        if (Boolean.TRUE.equals(options.summary())) {
            losses.dropped("reasoning.summary", "chat has no way to ask for it");
        }
        if (!same) {
            losses.extras("reasoning", options.extras(), request.dialect());
        }
    }

    private static void writeSpelled(ReasoningOptions options, String spelled, ObjectNode body) {
        Long budget = options.budgetTokens();
        switch (spelled) {
            case "object" -> {
                ObjectNode reasoning = body.putObject("reasoning");
                putText(reasoning, "effort", options.effort());
                putCount(reasoning, "max_tokens", budget);
                if (options.summary() != null) {
                    reasoning.put("exclude", !options.summary());
                }
                if (options.extras().spelled("enabled") != null) {
                    reasoning.put("enabled", options.enabled());
                }
                Fields.putBack(reasoning, options.extras());
            }
            case "thinking" -> {
                ObjectNode thinking =
                        body.putObject("thinking").put("type", options.enabled() ? "enabled" : "disabled");
                putCount(thinking, "budget_tokens", budget);
                Fields.putBack(thinking, options.extras());
            }
            default -> {
                body.put("enable_thinking", options.enabled());
                putCount(body, "thinking_budget", budget);
            }
        }
    }

    private static void writeEffort(ReasoningOptions options, ObjectNode body, Losses losses) {
        Long budget = options.budgetTokens();
        if (options.effort() != null) {
            body.put("reasoning_effort", options.effort());
        } else if (!options.enabled()) {
            // Models that cannot think refuse the field, and of those that can many refuse "none".
            losses.approximated("reasoning.enabled", "how much the model thinks is left to the model");
        } else if (budget != null) {
            body.put("reasoning_effort", ReasoningEffort.word(budget));
            losses.approximated("reasoning.budget_tokens", "as an effort");
        } else {
            body.put("reasoning_effort", "medium");
            losses.approximated("reasoning.enabled", "as an effort of medium");
        }
    }

    private static void putText(ObjectNode object, String name, @Nullable String text) {
        if (text != null) {
            object.put(name, text);
        }
    }

    private static void putCount(ObjectNode object, String name, @Nullable Long count) {
        if (count != null) {
            object.put(name, count);
        }
    }
}
