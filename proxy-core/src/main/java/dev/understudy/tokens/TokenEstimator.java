package dev.understudy.tokens;

import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts tokens where a provider reports none. Every count is an estimate: pictures, sounds and files are not counted, and
 * of very long texts the rest is taken to be like the beginning. The first use of an encoding loads it, which takes a
 * second. Thread-safe; never on a live event loop.
 */
public final class TokenEstimator {
    /** What chat formats put around each message and each tool, as OpenAI's cookbook counts it. */
    private static final int AROUND = 4;

    private final EncodingRegistry registry = com.knuddels.jtokkit.Encodings.newLazyEncodingRegistry();
    private final CountedTexts texts = new CountedTexts();

    /**
     * @param request what was asked; null when it cannot be read, and the input is then unknown
     * @param model the one that answered
     */
    public Usage estimate(@Nullable GenerationRequest request, Completion completion, @Nullable String model) {
        Encoding encoding = registry.getEncoding(Encodings.of(model));
        Tally reasoning = new Tally(encoding, texts);
        reasoning.add(completion.reasoning());
        Tally output = new Tally(encoding, texts);
        output.add(completion.text());
        output.add(completion.refusal());
        for (ToolCall call : completion.toolCalls()) {
            output.add(call.name());
            output.add(call.arguments());
        }
        Long thoughts = completion.reasoning() == null ? null : Long.valueOf(reasoning.total());
        Long input = request == null ? null : Long.valueOf(input(encoding, request));
        return new Usage(input, null, reasoning.total() + output.total(), thoughts, true);
    }

    private long input(Encoding encoding, GenerationRequest request) {
        Tally tally = new Tally(encoding, texts);
        for (Turn turn : request.turns()) {
            tally.add(AROUND);
            parts(tally, turn.parts());
        }
        for (Tool tool : request.tools()) {
            if (tool instanceof Tool.Function function) {
                tally.add(AROUND);
                tally.add(function.name());
                tally.add(function.description());
                tally.add(
                        function.parameters() == null
                                ? null
                                : function.parameters().toString());
            }
        }
        return tally.total();
    }

    private static void parts(Tally tally, List<Part> parts) {
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                tally.add(text.text());
            } else if (part instanceof Part.Reasoning reasoning) {
                tally.add(reasoning.text());
            } else if (part instanceof Part.Refusal refusal) {
                tally.add(refusal.text());
            } else if (part instanceof Part.ToolUse use) {
                tally.add(use.call().name());
                tally.add(use.call().arguments());
            } else if (part instanceof Part.ToolResult result) {
                parts(tally, result.content());
            }
        }
    }
}
