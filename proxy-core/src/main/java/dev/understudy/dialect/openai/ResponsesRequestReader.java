package dev.understudy.dialect.openai;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.ReasoningOptions;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.wire.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a request to Responses; what it does not understand stays in the extras. */
final class ResponsesRequestReader {
    private static final Set<String> EFFORTS = Set.of("none", "minimal", "low", "medium", "high", "xhigh");

    private ResponsesRequestReader() {}

    static GenerationRequest read(ObjectNode request) {
        Fields fields = new Fields(request);
        List<Turn> turns = turns(fields);
        List<Tool> tools = ResponsesTools.read(fields);
        ToolChoice choice = ResponsesTools.readChoice(fields);
        Sampling sampling = sampling(fields);
        OutputFormat format = format(fields);
        ReasoningOptions reasoning = reasoning(fields);
        Boolean parallel = fields.bool("parallel_tool_calls");
        String model = fields.text("model");
        boolean streamed = Boolean.TRUE.equals(fields.bool("stream"));
        String user = ChatRequestReader.user(fields);
        return new GenerationRequest(
                OpenAiResponses.NAME,
                model,
                streamed,
                turns,
                tools,
                choice,
                parallel,
                format,
                sampling,
                reasoning,
                user,
                fields.rest());
    }

    private static List<Turn> turns(Fields fields) {
        List<Turn> turns = new ArrayList<>();
        String instructions = fields.text("instructions");
        if (instructions != null) {
            Fields spelled = Fields.none();
            spelled.spell("role", "instructions");
            turns.add(new Turn(Role.SYSTEM, List.of(new Part.Text(instructions)), spelled.rest()));
        }
        String text = fields.text("input");
        if (text != null) {
            fields.spell("input", "text");
            turns.add(new Turn(Role.USER, List.of(new Part.Text(text))));
        } else if (fields.peek("input") instanceof ArrayNode items) {
            fields.take("input");
            items.forEach(item -> turns.add(ResponsesTurnReader.read(item)));
        } else {
            fields.spell("input", "absent");
        }
        return turns;
    }

    private static Sampling sampling(Fields fields) {
        return new Sampling(
                fields.number("temperature"),
                fields.number("top_p"),
                null,
                fields.count("max_output_tokens"),
                List.of(),
                null,
                null,
                null,
                null,
                fields.count("top_logprobs"));
    }

    /** {@code text} holds the form of the answer, and how wordy it is to be. */
    private static @Nullable OutputFormat format(Fields fields) {
        ObjectNode text = fields.object("text");
        if (text == null) {
            return null;
        }
        Fields inner = new Fields(text);
        OutputFormat format = inner.peek("format") instanceof ObjectNode object ? known(object) : null;
        if (format != null) {
            inner.take("format");
        }
        fields.spell("text", "object");
        fields.leaveRest("text", inner);
        return format;
    }

    private static @Nullable OutputFormat known(ObjectNode format) {
        String type = ChatFacts.text(format, "type");
        if ("json_schema".equals(type)) {
            ObjectNode schema = format.deepCopy();
            schema.remove("type");
            return ChatFormat.schema(schema);
        }
        boolean plain = format.size() == 1;
        return plain && "text".equals(type)
                ? new OutputFormat.Text()
                : plain && "json_object".equals(type) ? new OutputFormat.JsonObject() : null;
    }

    private static @Nullable ReasoningOptions reasoning(Fields fields) {
        ObjectNode object = fields.object("reasoning");
        if (object == null) {
            return null;
        }
        Fields inner = new Fields(object);
        JsonNode stated = inner.peek("effort");
        boolean known = stated != null && EFFORTS.contains(stated.asString(""));
        String effort = known ? inner.text("effort") : null;
        String summary = inner.text("summary");
        if (summary != null) {
            inner.spell("summary", summary);
        }
        Extras rest = inner.rest();
        return new ReasoningOptions(!"none".equals(effort), effort, null, summary == null ? null : Boolean.TRUE, rest);
    }
}
