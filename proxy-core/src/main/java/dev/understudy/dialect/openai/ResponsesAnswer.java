package dev.understudy.dialect.openai;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.dialect.wire.Citations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A response as it comes together. Output items are numbered; what a stream says of one in pieces it repeats whole. */
final class ResponsesAnswer {
    private final TreeMap<Integer, ResponsesItem> items = new TreeMap<>();

    private @Nullable String status;
    private @Nullable String incompleteReason;
    private @Nullable String model;
    private @Nullable Usage usage;
    private @Nullable String serviceTier;

    void status(@Nullable String stated) {
        status = stated == null ? status : stated;
    }

    void incompleteReason(@Nullable String stated) {
        incompleteReason = stated == null ? incompleteReason : stated;
    }

    void model(@Nullable String stated) {
        model = stated == null || stated.isEmpty() ? model : stated;
    }

    void usage(@Nullable Usage reported) {
        usage = reported == null ? usage : reported;
    }

    void serviceTier(@Nullable String stated) {
        serviceTier = stated == null || stated.isEmpty() ? serviceTier : stated;
    }

    /** The item that a piece belongs to; one without a number belongs to the last. */
    ResponsesItem item(int index) {
        if (index < 0 && !items.isEmpty()) {
            return items.lastEntry().getValue();
        }
        return items.computeIfAbsent(Math.max(0, index), number -> new ResponsesItem());
    }

    /** A whole item, in place of its pieces. Returns whether it says more than they did. */
    boolean whole(int index, ResponsesItem item) {
        int number = index >= 0 ? index : items.isEmpty() ? 0 : items.lastKey() + 1;
        ResponsesItem pieces = items.put(number, item);
        boolean news = !item.isEmpty() && (pieces == null || pieces.isEmpty());
        if (pieces != null) {
            item.fillFrom(pieces);
        }
        return news;
    }

    /** All items, as the end of a stream or a body states them. An empty list says nothing: some repeat no items. */
    boolean all(List<ResponsesItem> whole) {
        boolean news = false;
        for (int i = 0; i < whole.size(); i++) {
            ResponsesItem pieces = items.get(i);
            boolean same = pieces != null && pieces.type.equals(whole.get(i).type);
            if (!same) {
                items.remove(i);
            }
            news |= whole(i, whole.get(i));
        }
        if (!whole.isEmpty()) {
            items.tailMap(whole.size(), true).clear();
        }
        return news;
    }

    boolean finished() {
        return status != null && !status.equals("in_progress") && !status.equals("queued");
    }

    boolean failed() {
        return "failed".equals(status);
    }

    Completion completion(@Nullable ProviderError error, int events, int unknownEvents) {
        StringBuilder text = new StringBuilder();
        StringBuilder refusal = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        List<ToolCall> calls = new ArrayList<>();
        Citations citations = new Citations();
        boolean hasText = false;
        for (Map.Entry<Integer, ResponsesItem> entry : items.entrySet()) {
            ResponsesItem item = entry.getValue();
            hasText |= item.hasText;
            text.append(item.text);
            refusal.append(item.refusal);
            appendReasoning(reasoning, item);
            citations.addAll(item.citations);
            ToolCall call = item.toolCall();
            if (call != null) {
                calls.add(call);
            }
        }
        boolean emptyAnswer = hasText && calls.isEmpty() && refusal.length() == 0 && error == null;
        return new Completion(
                text.length() > 0 || emptyAnswer ? text.toString() : null,
                orNull(reasoning),
                orNull(refusal),
                calls,
                finishReason(!calls.isEmpty(), error),
                model,
                usage == null || serviceTier == null ? usage : usage.withServiceTier(serviceTier),
                error,
                events,
                unknownEvents,
                null,
                citations.toList());
    }

    /** The reasoning itself where a provider shows it, else its summary. */
    private static void appendReasoning(StringBuilder reasoning, ResponsesItem item) {
        StringBuilder words = item.reasoning.length() > 0 ? item.reasoning : item.summary;
        if (words.length() > 0 && reasoning.length() > 0) {
            reasoning.append("\n\n");
        }
        reasoning.append(words);
    }

    private @Nullable FinishReason finishReason(boolean calls, @Nullable ProviderError error) {
        if (!finished()) {
            // A body that does not say: some compatible servers leave the status out.
            return status == null && error == null && !items.isEmpty() ? completed(calls) : null;
        }
        return switch (String.valueOf(status)) {
            case "completed", "complete" -> completed(calls);
            case "incomplete" -> incomplete();
            case "failed" -> FinishReason.ERROR;
            default -> FinishReason.OTHER;
        };
    }

    private static FinishReason completed(boolean calls) {
        return calls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
    }

    private FinishReason incomplete() {
        return switch (String.valueOf(incompleteReason)) {
            case "max_output_tokens", "max_tokens", "length" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }

    private static @Nullable String orNull(StringBuilder text) {
        return text.length() == 0 ? null : text.toString();
    }
}
