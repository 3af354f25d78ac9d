package dev.understudy.dialect.anthropic;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.ReasoningOptions;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.Turn;
import dev.understudy.dialect.claude.ClaudeThinking;
import dev.understudy.dialect.wire.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads a messages request, from Anthropic's own place or from another. */
final class MessageRequestReader {
    private MessageRequestReader() {}

    static GenerationRequest read(String target, ObjectNode request) {
        Fields fields = new Fields(request);
        String model = model(target, fields);
        boolean streamed = Boolean.TRUE.equals(fields.bool("stream")) || MessagesPath.streams(target);
        List<Turn> turns = new ArrayList<>();
        MessageTurnReader.system(fields, turns);
        MessageTurnReader.messages(fields, turns);
        List<Tool> tools = MessageTools.read(fields);
        MessageToolChoice choice = MessageToolChoice.read(fields);
        ObjectNode config = fields.peek("output_config") instanceof ObjectNode object ? object : null;
        Fields inner = config == null ? Fields.none() : new Fields(config);
        OutputFormat format = MessageFormat.read(fields, inner);
        ReasoningOptions reasoning = ClaudeThinking.read(fields, inner);
        if (config != null && inner.rest().fields().size() < config.size()) {
            fields.take("output_config");
            fields.leaveRest("output_config", inner);
        }
        Sampling sampling = sampling(fields);
        String user = user(fields);
        return new GenerationRequest(
                AnthropicMessages.NAME,
                model,
                streamed,
                turns,
                tools,
                choice.choice(),
                choice.parallel(),
                format,
                sampling,
                reasoning,
                user,
                fields.rest());
    }

    private static @Nullable String model(String target, Fields fields) {
        String inBody = fields.text("model");
        String named = MessagesPath.model(target);
        return named == null ? inBody : named;
    }

    private static Sampling sampling(Fields fields) {
        return new Sampling(
                fields.number("temperature"),
                fields.number("top_p"),
                fields.number("top_k"),
                fields.count("max_tokens"),
                fields.texts("stop_sequences"),
                null,
                null,
                null,
                null,
                null);
    }

    private static @Nullable String user(Fields fields) {
        if (!(fields.peek("metadata") instanceof ObjectNode metadata)) {
            return null;
        }
        Fields inner = new Fields(metadata);
        String user = inner.text("user_id");
        if (user != null) {
            fields.take("metadata");
            fields.leaveRest("metadata", inner);
        }
        return user;
    }
}
