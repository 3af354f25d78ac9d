package dev.understudy.sandbox.model;

import dev.understudy.sandbox.model.Prompt.Tool;
import dev.understudy.sandbox.model.Prompt.ToolUse;
import dev.understudy.sandbox.model.Ruling.Decision;
import dev.understudy.sandbox.model.SchemaFiller.Content;
import dev.understudy.sandbox.model.Utterance.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Picks the tools a ruling calls for. In the story: {@code issue_refund} and {@code escalate}; others by their names. */
final class Toolbox {
    private final Prompt prompt;
    private final Content content;
    private final Dice dice;

    Toolbox(Prompt prompt, Content content, Dice dice) {
        this.prompt = prompt;
        this.content = content;
        this.dice = dice;
    }

    /** The calls to make now; empty when words will do. */
    List<Call> calls() {
        if (prompt.tools().isEmpty() || prompt.toolUse() instanceof ToolUse.Never) {
            return List.of();
        }
        if (prompt.toolUse() instanceof ToolUse.Named named) {
            return named(named.name()).map(this::forEachOrder).orElse(List.of());
        }
        boolean must = prompt.toolUse() instanceof ToolUse.Required;
        if (prompt.toolHasAnswered() && !must) {
            return List.of();
        }
        return fitting()
                .or(() -> must ? Optional.of(prompt.tools().get(0)) : Optional.empty())
                .map(this::forEachOrder)
                .orElse(List.of());
    }

    private Optional<Tool> fitting() {
        Decision decision = content.ruling().decision();
        return switch (decision) {
            case APPROVE -> first(tool -> tool.name().toLowerCase(Locale.ROOT).contains("refund"));
            case ESCALATE -> first(tool -> tool.name().toLowerCase(Locale.ROOT).matches(".*(escalat|handoff|human).*"));
            case CHAT -> first(this::namedByTheCustomer);
            case DENY, ASK, REFUSE -> Optional.empty();
        };
    }

    /** "What is the weather in Oslo?" names {@code get_weather}. */
    private boolean namedByTheCustomer(Tool tool) {
        String words = content.words().toLowerCase(Locale.ROOT);
        for (String part : tool.name().toLowerCase(Locale.ROOT).split("[_\\-]+")) {
            if (part.length() > 3 && words.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private Optional<Tool> first(Predicate<Tool> fits) {
        return prompt.tools().stream().filter(fits).findFirst();
    }

    private Optional<Tool> named(String name) {
        return first(tool -> tool.name().equals(name));
    }

    /** One call for each order that was named, where parallel calls are allowed and the tool takes an order. */
    private List<Call> forEachOrder(Tool tool) {
        List<String> orders = content.facts().orders();
        boolean takesOrder = tool.parameters().path("properties").has("order_id");
        if (!takesOrder || orders.size() < 2 || !prompt.parallelTools()) {
            return List.of(call(tool, content));
        }
        List<Call> calls = new ArrayList<>();
        for (String order : orders) {
            calls.add(call(tool, about(order)));
        }
        return calls;
    }

    private Content about(String order) {
        Facts all = content.facts();
        Facts one = new Facts(
                all.request(),
                all.daysAgo(),
                all.used(),
                all.opened(),
                all.receipt(),
                all.amount(),
                List.of(order),
                all.injection(),
                all.harmful());
        return new Content(content.ruling(), one, content.sentence(), content.words());
    }

    private Call call(Tool tool, Content about) {
        return new Call(
                tool.name(),
                new SchemaFiller(tool.parameters(), about, dice).fill().toString());
    }
}
