package dev.understudy.publish;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ToolCall;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Stratum;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last few exchanges of each shadow that differed, with their words, in memory only: {@value #PER_SHADOW} a shadow,
 * {@value #SHADOWS} shadows. Thread-safe.
 */
public final class Examples implements ComparisonListener {
    static final int TEXT_LIMIT = 1000;
    private static final int PER_SHADOW = 20;
    private static final int SHADOWS = 100;

    private final Map<String, Deque<Example>> newestFirst = new HashMap<>();

    @Override
    public void compared(Exchange exchange, List<ComparisonEntry> entries) {
        ComparisonEntry widest = widest(entries);
        if (widest == null || exchange.stratum() != Stratum.NORMAL) {
            return;
        }
        Example example = example(exchange, widest);
        synchronized (newestFirst) {
            if (newestFirst.size() >= SHADOWS && !newestFirst.containsKey(exchange.shadow())) {
                return;
            }
            Deque<Example> examples = newestFirst.computeIfAbsent(exchange.shadow(), name -> new ArrayDeque<>());
            examples.addFirst(example);
            if (examples.size() > PER_SHADOW) {
                examples.removeLast();
            }
        }
    }

    /** Newest first. */
    public List<Example> of(String shadow) {
        synchronized (newestFirst) {
            Deque<Example> examples = newestFirst.get(shadow);
            return examples == null ? List.of() : new ArrayList<>(examples);
        }
    }

    /** Forgets the shadows that a configuration no longer has. */
    public void configure(ProxyConfig config) {
        synchronized (newestFirst) {
            newestFirst
                    .keySet()
                    .retainAll(config.shadows().stream().map(ShadowConfig::name).toList());
        }
    }

    private static @Nullable ComparisonEntry widest(List<ComparisonEntry> entries) {
        ComparisonEntry widest = null;
        for (ComparisonEntry entry : entries) {
            if (entry.pair() == Pair.CANDIDATE
                    && entry.comparison() instanceof Comparison.Mismatch
                    && (widest == null || divergence(entry) > divergence(widest))) {
                widest = entry;
            }
        }
        return widest;
    }

    private static double divergence(ComparisonEntry entry) {
        return entry.comparison() instanceof Comparison.Mismatch mismatch ? mismatch.divergence() : 0;
    }

    private static Example example(Exchange exchange, ComparisonEntry widest) {
        Answer control = exchange.control();
        return new Example(
                exchange.id(),
                exchange.at(),
                Text.cut(LastWords.ofUser(exchange.request()), TEXT_LIMIT),
                words(exchange.live()),
                words(exchange.candidate()),
                control == null ? null : words(control),
                widest.comparator(),
                divergence(widest),
                widest.comparison().explanation());
    }

    /** What a person would read: the text, else the refusal, else the tool calls, else the error. */
    private static String words(Answer answer) {
        Completion completion = answer.completion();
        if (completion.text() != null) {
            return Text.cut(completion.text(), TEXT_LIMIT);
        }
        if (completion.refusal() != null) {
            return Text.cut(completion.refusal(), TEXT_LIMIT);
        }
        StringBuilder words = new StringBuilder();
        for (ToolCall call : completion.toolCalls()) {
            if (words.length() < TEXT_LIMIT) {
                words.append(call.name())
                        .append('(')
                        .append(Text.cut(call.arguments(), TEXT_LIMIT))
                        .append(") ");
            }
        }
        if (words.isEmpty() && completion.error() != null) {
            words.append("error: ").append(completion.error().kind().label());
        }
        return Text.cut(words.toString().strip(), TEXT_LIMIT);
    }
}
