package dev.understudy.canonical.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked to generate from. Absent things are null or empty, never a provider's default. Immutable.
 *
 * @param dialect the dialect it was read from: {@link Extras} mean something to that one only
 * @param streamed whether the answer is wanted as a stream
 * @param turns the whole conversation in order, system prompt included
 * @param user the caller's own name for the person it asks for; may be personal data
 * @param extras what the source says beside all this
 */
public record GenerationRequest(
        String dialect,
        @Nullable String model,
        boolean streamed,
        List<Turn> turns,
        List<Tool> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable Boolean parallelToolCalls,
        @Nullable OutputFormat outputFormat,
        Sampling sampling,
        @Nullable ReasoningOptions reasoning,
        @Nullable String user,
        Extras extras) {

    public GenerationRequest {
        turns = List.copyOf(turns);
        tools = List.copyOf(tools);
    }

    /** The same, asked of another model. */
    public GenerationRequest withModel(String other) {
        return new GenerationRequest(
                dialect,
                other,
                streamed,
                turns,
                tools,
                toolChoice,
                parallelToolCalls,
                outputFormat,
                sampling,
                reasoning,
                user,
                extras);
    }
}
