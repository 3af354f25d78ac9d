package dev.understudy.sandbox.studio;

import dev.understudy.sandbox.model.Prompt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request wants of a model, whatever wire it came over. Immutable.
 *
 * @param answers how many, 1 or more
 * @param maxTokens of each answer, hidden reasoning included; null for no limit
 * @param stop sequences that end an answer before them
 * @param thinksAloud whether the reasoning is shown, or a summary of it
 */
public record Task(Prompt prompt, int answers, @Nullable Integer maxTokens, List<String> stop, boolean thinksAloud) {
    public Task {
        stop = List.copyOf(stop);
    }
}
