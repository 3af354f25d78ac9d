package dev.understudy.fingerprint;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.Turn;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes prints of requests. The hashes are keyed and 64 bits long; content is neither kept nor in them. What belongs to one
 * request or one person (seed, user, ids, metadata) is left out. Thread-safe; never on a live event loop.
 */
public final class RequestPrinter {
    private static final String NONE = "none";
    /** Where a request says what is asked, in dialects that have no canonical form. */
    private static final Set<String> CONTENT = Set.of(
            "prompt", "input", "messages", "content", "contents", "requests", "texts", "system", "tools", "suffix");
    /** Belongs to one request, conversation or person. */
    private static final Set<String> OWN = Set.of(
            "metadata",
            "user",
            "user_id",
            "seed",
            "safety_identifier",
            "prompt_cache_key",
            "session_id",
            "previous_response_id",
            "conversation",
            "request_id",
            "labels",
            "context");

    private final PrintKey key;

    public RequestPrinter(PrintKey key) {
        this.key = key;
    }

    /**
     * What a request consists of.
     *
     * @param request in canonical words; null for a dialect that has none
     * @param json the body, as live gets it
     * @param dialect its name, and what the client says of its version
     */
    public RequestPrint print(@Nullable GenerationRequest request, ObjectNode json, List<String> dialect) {
        long[] versions =
                dialect.stream().mapToLong(text -> key.of("dialect", text)).toArray();
        long[] none = {key.of("tools", NONE)};
        return request == null
                ? new RequestPrint(prompt(""), none, parameters(json), versions)
                : new RequestPrint(prompt(systemPrompt(request)), tools(request), parameters(request), versions);
    }

    private long[] prompt(String prompt) {
        return prompt.isBlank()
                ? new long[] {key.of("system_prompt", "")}
                : PromptPieces.of(key, "system_prompt", prompt);
    }

    private static String systemPrompt(GenerationRequest request) {
        StringBuilder prompt = new StringBuilder();
        for (Turn turn : request.turns()) {
            if (turn.role() == Turn.Role.SYSTEM) {
                for (Part part : turn.parts()) {
                    prompt.append(part instanceof Part.Text text ? text.text() : "")
                            .append('\n');
                }
            }
        }
        return prompt.toString();
    }

    private long[] tools(GenerationRequest request) {
        if (request.tools().isEmpty()) {
            return new long[] {key.of("tools", NONE)};
        }
        return request.tools().stream()
                .map(RequestPrinter::tool)
                .mapToLong(text -> key.of("tools", text))
                .toArray();
    }

    private static String tool(Tool tool) {
        if (tool instanceof Tool.Function function) {
            return function.name()
                    + '\0'
                    + function.description()
                    + '\0'
                    + function.parameters()
                    + '\0'
                    + function.strict();
        }
        return tool.toString();
    }

    private long[] parameters(GenerationRequest request) {
        Sampling sampling = request.sampling();
        LongStream known = Stream.of(
                        said("model", request.model()),
                        said("stream", request.streamed()),
                        said("tool_choice", request.toolChoice()),
                        said("parallel_tool_calls", request.parallelToolCalls()),
                        said("output_format", format(request.outputFormat())),
                        said("temperature", sampling.temperature()),
                        said("top_p", sampling.topP()),
                        said("top_k", sampling.topK()),
                        said("max_output_tokens", sampling.maxOutputTokens()),
                        said("stop", sampling.stop().isEmpty() ? null : sampling.stop()),
                        said("frequency_penalty", sampling.frequencyPenalty()),
                        said("presence_penalty", sampling.presencePenalty()),
                        said("answers", sampling.answers()),
                        said("top_logprobs", sampling.topLogprobs()),
                        said("reasoning", reasoning(request)))
                .filter(text -> !text.isEmpty())
                .mapToLong(text -> key.of("parameters", text));
        LongStream extras = request.extras().fields().entrySet().stream()
                .filter(field -> !OWN.contains(field.getKey()))
                .mapToLong(field -> parameter(field.getKey(), field.getValue()));
        return LongStream.concat(known, extras).toArray();
    }

    /** Empty where it is not said: another request may say it, and then that is new. */
    private static String said(String name, @Nullable Object value) {
        return value == null ? "" : name + '=' + value;
    }

    private static @Nullable Object format(@Nullable OutputFormat format) {
        return format instanceof OutputFormat.JsonSchema schema ? schema.name() + " " + schema.schema() : format;
    }

    private static @Nullable Object reasoning(GenerationRequest request) {
        return request.reasoning() == null
                ? null
                : Arrays.asList(
                        request.reasoning().enabled(),
                        request.reasoning().effort(),
                        request.reasoning().budgetTokens(),
                        request.reasoning().summary());
    }

    private long[] parameters(ObjectNode json) {
        return json.propertyStream()
                .filter(field -> !CONTENT.contains(field.getKey()) && !OWN.contains(field.getKey()))
                .mapToLong(field -> parameter(field.getKey(), field.getValue()))
                .toArray();
    }

    private long parameter(String name, JsonNode value) {
        return key.of("parameters", name + '=' + value);
    }
}
