package dev.understudy.privacy;

import dev.understudy.canonical.Citation;
import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The policy {@code default}: what can be told by its form alone. Thread-safe. */
final class PatternPseudonymiser implements Pseudonymiser {
    private final KeyedPseudonyms pseudonyms;

    PatternPseudonymiser(KeyedPseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    @Override
    public void request(ObjectNode body) {
        new RequestWalk(pseudonyms).over(body);
    }

    @Override
    public String value(String name, String value) {
        return OpaqueIds.isOne(name) ? OpaqueIds.pseudonym(value, pseudonyms) : scan(value);
    }

    /** The same instance when there is nothing to change. */
    @Override
    public Completion answer(Completion answer) {
        String text = text(answer.text());
        String reasoning = text(answer.reasoning());
        String refusal = text(answer.refusal());
        List<ToolCall> calls = calls(answer.toolCalls());
        ProviderError error = error(answer.error());
        List<Citation> citations = citations(answer.citations());
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
                        citations);
    }

    private @Nullable String text(@Nullable String text) {
        return text == null ? null : scan(text);
    }

    private String scan(String text) {
        return new TextScan(text, pseudonyms).pseudonymised();
    }

    private List<ToolCall> calls(List<ToolCall> calls) {
        List<ToolCall> changed = null;
        for (int i = 0; i < calls.size(); i++) {
            ToolCall call = calls.get(i);
            String id = text(call.id());
            String arguments = scan(call.arguments());
            if (arguments != call.arguments() || id != call.id()) {
                changed = changed == null ? new ArrayList<>(calls) : changed;
                changed.set(i, new ToolCall(id, call.name(), arguments));
            }
        }
        return changed == null ? calls : changed;
    }

    private List<Citation> citations(List<Citation> citations) {
        List<Citation> changed = null;
        for (int i = 0; i < citations.size(); i++) {
            Citation citation = citations.get(i);
            Citation clean = new Citation(text(citation.source()), text(citation.title()), text(citation.quote()));
            if (!clean.equals(citation)) {
                changed = changed == null ? new ArrayList<>(citations) : changed;
                changed.set(i, clean);
            }
        }
        return changed == null ? citations : changed;
    }

    /** Providers quote the request in their errors. */
    private @Nullable ProviderError error(@Nullable ProviderError error) {
        if (error == null) {
            return null;
        }
        String message = scan(error.message());
        return message == error.message() ? error : new ProviderError(error.kind(), message);
    }
}
