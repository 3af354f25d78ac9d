package dev.understudy.dialect.wire;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.Loss;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Collects what could not be carried over while a request is written in another dialect. Bounded. One thread. */
public final class Losses {
    private static final int MOST = 256;

    /** Fields that say how an answer is delivered or kept, which is settled apart from the translation. */
    private static final Set<String> WITHOUT_MEANING = Set.of("stream_options");

    /** Values that say what is so anyway. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("store", "false"),
            Map.entry("background", "false"),
            Map.entry("prefix", "false"),
            Map.entry("logprobs", "false"),
            Map.entry("echo", "false"),
            Map.entry("truncation", "disabled"),
            Map.entry("service_tier", "auto"),
            Map.entry("status", "completed"),
            Map.entry("image_url.detail", "auto"),
            Map.entry("detail", "auto"));

    private final List<Loss> losses = new ArrayList<>();

    public void dropped(String field, String why) {
        add(new Loss(field, Loss.Kind.DROPPED, why));
    }

    public void approximated(String field, String why) {
        add(new Loss(field, Loss.Kind.APPROXIMATED, why));
    }

    private void add(Loss loss) {
        if (losses.size() < MOST) {
            losses.add(loss);
        } else if (losses.size() == MOST) {
            losses.add(new Loss("…", loss.kind(), "more than " + MOST + " losses; the rest is not listed"));
        }
    }

    /**
     * Another dialect's extras, each as dropped unless it says nothing.
     *
     * @param at the canonical place they stood in: {@code turns[2].parts[0]}, {@code extras} for the request itself
     */
    public void extras(String at, Extras extras, String source) {
        extras.fields().forEach((name, value) -> {
            if (says(name, value)) {
                dropped(at + "." + name, "only " + source + " has it");
            }
        });
    }

    /** Whether leaving this field out changes anything. */
    private static boolean says(String name, JsonNode value) {
        boolean nothing = value.isNull()
                || (value.isContainer() && value.isEmpty())
                || (value.isString() && value.stringValue().isEmpty());
        return !nothing
                && !WITHOUT_MEANING.contains(name)
                && !value.asString("").equals(DEFAULTS.get(name));
    }

    /** The number, brought into the range that the target allows. */
    public @Nullable BigDecimal within(String field, @Nullable BigDecimal value, long lowest, long highest) {
        return within(field, value, BigDecimal.valueOf(lowest), BigDecimal.valueOf(highest));
    }

    /** The same with limits between the integers. */
    public @Nullable BigDecimal within(
            String field, @Nullable BigDecimal value, BigDecimal lowest, BigDecimal highest) {
        if (value == null) {
            return null;
        }
        BigDecimal clamped = value.max(lowest).min(highest);
        if (clamped.compareTo(value) == 0) {
            return value;
        }
        approximated(field, "outside of " + lowest + " to " + highest);
        return clamped;
    }

    /** In the order they were met. */
    public List<Loss> toList() {
        return List.copyOf(losses);
    }
}
