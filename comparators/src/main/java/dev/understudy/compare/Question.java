package dev.understudy.compare;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.Turn;
import dev.understudy.exchange.Asked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a request says about the answers to it: the form they must have, the tools that there are, what only the model was
 * told. Empty where the request's dialect is not understood. A view, read when asked for; keeps what comparators have worked
 * out of the request for the other pair of the exchange. One thread.
 */
public final class Question {
    private static final int MOST_STRINGS = 100_000;
    private static final int LEAST_DIGITS = 6;

    private final Asked asked;
    private final Map<Class<?>, Object> kept = new HashMap<>(4);

    public Question(Asked asked) {
        this.asked = asked;
    }

    public Asked asked() {
        return asked;
    }

    /** Something that follows from the request alone; see {@link Reading#once}. */
    public <T> T once(Class<T> kind, Function<? super Question, ? extends T> read) {
        Object known = kept.get(kind);
        if (known == null) {
            known = read.apply(this);
            kept.put(kind, known);
        }
        return kind.cast(known);
    }

    /** The form that the answer's text must have; null when the request says nothing of it. */
    public @Nullable OutputFormat outputFormat() {
        GenerationRequest request = asked.canonical();
        return request == null ? null : request.outputFormat();
    }

    /** The tools that the caller runs, by name. Of two with one name the first counts. */
    public Map<String, Tool.Function> functions() {
        GenerationRequest request = asked.canonical();
        if (request == null || request.tools().isEmpty()) {
            return Map.of();
        }
        Map<String, Tool.Function> functions = new LinkedHashMap<>();
        for (Tool tool : request.tools()) {
            if (tool instanceof Tool.Function function) {
                functions.putIfAbsent(function.name(), function);
            }
        }
        return functions;
    }

    /** Whether tools that the caller does not declare may be asked for: the provider's own, or a dialect we cannot read. */
    public boolean mayHaveOtherTools() {
        GenerationRequest request = asked.canonical();
        return request == null || request.tools().stream().anyMatch(Tool.Provider.class::isInstance);
    }

    /** The texts of the system prompt, in order. */
    public List<String> systemPrompts() {
        GenerationRequest request = asked.canonical();
        if (request == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Turn turn : request.turns()) {
            if (turn.role() == Turn.Role.SYSTEM) {
                for (Part part : turn.parts()) {
                    if (part instanceof Part.Text text) {
                        texts.add(text.text());
                    }
                }
            }
        }
        return texts;
    }

    /** Whether any string of the request, prompt or not, has this in it. */
    public boolean mentions(String wanted) {
        return once(Strings.class, Strings::of).texts().stream().anyMatch(text -> text.contains(wanted));
    }

    /** Whether any string of the request has the digits of this in it, however they are grouped; needs six at least. */
    public boolean mentionsDigits(String wanted) {
        String digits = Strings.digits(wanted);
        return digits.length() >= LEAST_DIGITS
                && once(Strings.class, Strings::of).digits().stream().anyMatch(text -> text.contains(digits));
    }

    /**
     * All strings of the request, within a bound, gathered once: an answer may hold a thousand things to look for.
     *
     * @param digits those of each string that has enough of them
     */
    private record Strings(List<String> texts, List<String> digits) {
        static Strings of(Question question) {
            Strings strings = new Strings(new ArrayList<>(), new ArrayList<>());
            strings.gather(question.asked.json());
            return strings;
        }

        /** The tree was parsed with a bounded depth. */
        private void gather(JsonNode node) {
            if (node.isString() && texts.size() < MOST_STRINGS) {
                String text = node.stringValue();
                texts.add(text);
                String itsDigits = digits(text);
                if (itsDigits.length() >= LEAST_DIGITS) {
                    digits.add(itsDigits);
                }
            }
            for (JsonNode child : node.values()) {
                gather(child);
            }
        }

        static String digits(String text) {
            StringBuilder digits = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                    digits.append(text.charAt(i));
                }
            }
            return digits.toString();
        }
    }
}
