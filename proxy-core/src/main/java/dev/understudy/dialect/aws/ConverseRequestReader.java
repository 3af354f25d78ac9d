package dev.understudy.dialect.aws;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.ReasoningOptions;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Turn;
import dev.understudy.dialect.claude.ClaudeThinking;
import dev.understudy.dialect.wire.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a converse request. Of the model's own fields, those of Claude are understood; everything else stays in the
 * extras. Spelling: {@code inferenceConfig}, {@code toolConfig} and {@code additionalModelRequestFields} are
 * {@code present} where they were, if only empty.
 */
final class ConverseRequestReader {
    static final String INFERENCE = "inferenceConfig";
    static final String MODELS_OWN = "additionalModelRequestFields";
    static final String PRESENT = "present";

    private ConverseRequestReader() {}

    static GenerationRequest read(String target, ObjectNode request) {
        Fields fields = new Fields(request);
        List<Turn> turns = new ArrayList<>();
        ConverseTurnReader.system(fields, turns);
        ConverseTurnReader.messages(fields, turns);
        ConverseTools tools = ConverseTools.read(fields);
        OutputFormat format = ConverseOutput.read(fields);
        Fields own = inner(fields, MODELS_OWN);
        ReasoningOptions reasoning = reasoning(own);
        Sampling sampling = sampling(fields, own.number("top_k"));
        if (fields.isSpelled(MODELS_OWN, PRESENT)) {
            fields.leaveRest(MODELS_OWN, own);
        }
        String model = BedrockPath.model(target);
        return new GenerationRequest(
                BedrockConverse.NAME,
                model.isEmpty() ? null : model,
                BedrockPath.streams(target, BedrockConverse.STREAMED),
                turns,
                tools.tools(),
                tools.choice(),
                null,
                format,
                sampling,
                reasoning,
                null,
                fields.rest());
    }

    /** Takes an object out, noting that it was there. */
    static Fields inner(Fields fields, String name) {
        ObjectNode object = fields.object(name);
        if (object == null) {
            return Fields.none();
        }
        fields.spell(name, PRESENT);
        return new Fields(object);
    }

    private static @Nullable ReasoningOptions reasoning(Fields own) {
        ObjectNode object = own.peek("output_config") instanceof ObjectNode found ? found : null;
        Fields config = object == null ? Fields.none() : new Fields(object);
        ReasoningOptions reasoning = ClaudeThinking.read(own, config);
        if (object != null && config.rest().fields().size() < object.size()) {
            own.take("output_config");
            own.leaveRest("output_config", config);
        }
        return reasoning;
    }

    private static Sampling sampling(Fields fields, @Nullable BigDecimal topK) {
        Fields inner = inner(fields, INFERENCE);
        BigDecimal temperature = inner.number("temperature");
        BigDecimal topP = inner.number("topP");
        Long limit = inner.count("maxTokens");
        List<String> stop = inner.texts("stopSequences");
        if (fields.isSpelled(INFERENCE, PRESENT)) {
            fields.leaveRest(INFERENCE, inner);
        }
        return new Sampling(temperature, topP, topK, limit, stop, null, null, null, null, null);
    }
}
