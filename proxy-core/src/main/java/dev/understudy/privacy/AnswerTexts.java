package dev.understudy.privacy;

import dev.understudy.canonical.Citation;
import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All texts of an answer. One thread. */
final class AnswerTexts {
    private final Texts texts;

    AnswerTexts(Texts texts) {
        this.texts = texts;
    }

    /** The same instance when there is nothing to change. */
    Completion changed(Completion answer) {
        String text = text(answer.text());
        String reasoning = text(answer.reasoning());
        String refusal = text(answer.refusal());
        List<ToolCall> calls = each(answer.toolCalls(), this::call);
        ProviderError error = error(answer.error());
        List<Citation> citations = each(answer.citations(), this::citation);
        boolean same = text == answer.text()
                && reasoning == answer.reasoning()
                && refusal == answer.refusal()
                && calls == answer.toolCalls()
                && error == answer.error()
                && citations == answer.citations();
        return same
                ? answer
                : new Completion(
                        text,
                        reasoning,
                        refusal,
                        calls,
                        answer.finishReason(),
                        answer.model(),
                        answer.usage(),
                        error,
                        answer.events(),
                        answer.unknownEvents(),
                        answer.embeddings(),
                        citations,
                        answer.systemFingerprint());
    }

    private @Nullable String text(@Nullable String text) {
        return text == null ? null : texts.changed(text);
    }

    private static <T> List<T> each(List<T> all, UnaryOperator<T> change) {
        List<T> changed = null;
        for (int i = 0; i < all.size(); i++) {
            T one = change.apply(all.get(i));
            if (!one.equals(all.get(i))) {
                changed = changed == null ? new ArrayList<>(all) : changed;
                changed.set(i, one);
            }
        }
        return changed == null ? all : changed;
    }

    private ToolCall call(ToolCall call) {
        return new ToolCall(text(call.id()), call.name(), texts.changed(call.arguments()));
    }

    private Citation citation(Citation citation) {
        return new Citation(text(citation.source()), text(citation.title()), text(citation.quote()));
    }

    /** Providers quote the request in their errors. */
    private @Nullable ProviderError error(@Nullable ProviderError error) {
        if (error == null) {
            return null;
        }
        String message = texts.changed(error.message());
        return message == error.message() ? error : new ProviderError(error.kind(), message);
    }
}
