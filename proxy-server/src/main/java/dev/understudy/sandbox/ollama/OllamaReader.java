package dev.understudy.sandbox.ollama;

import static dev.understudy.sandbox.ollama.OllamaVoice.WORDING;

import dev.understudy.sandbox.model.Prompt;
import dev.understudy.sandbox.model.Prompt.Role;
import dev.understudy.sandbox.model.Prompt.Shape;
import dev.understudy.sandbox.model.Prompt.Tool;
import dev.understudy.sandbox.model.Prompt.ToolUse;
import dev.understudy.sandbox.model.Prompt.Turn;
import dev.understudy.sandbox.model.SchemaCheck;
import dev.understudy.sandbox.provider.Fields;
import dev.understudy.sandbox.provider.Rejected;
import dev.understudy.sandbox.provider.TurnBuilder;
import dev.understudy.sandbox.studio.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads and checks requests (docs.ollama.com/api). Has state while it reads. */
final class OllamaReader {
    private static final double USUAL_TEMPERATURE = 0.8;

    private final Fields fields;
    private final StringBuilder system = new StringBuilder();
    private final List<Turn> turns = new ArrayList<>();

    private OllamaReader(Fields fields) {
        this.fields = fields;
    }

    static OllamaRequest chat(JsonNode body, String model) {
        OllamaReader reader = new OllamaReader(new Fields(body, WORDING));
        for (JsonNode message : reader.fields.array("messages")) {
            reader.message(message);
        }
        return reader.request(model);
    }

    static OllamaRequest generate(JsonNode body, String model) {
        OllamaReader reader = new OllamaReader(new Fields(body, WORDING));
        reader.system.append(reader.fields.text("system", ""));
        TurnBuilder said = new TurnBuilder().text(reader.fields.text("prompt", ""));
        reader.fields.array("images").forEach(image -> said.image());
        reader.turns.add(said.by(Role.USER));
        return reader.request(model);
    }

    private void message(JsonNode message) {
        String role = message.path("role").asString("");
        TurnBuilder said = new TurnBuilder().text(message.path("content").asString(""));
        message.path("images").forEach(image -> said.image());
        switch (role) {
            case "system" -> system.append(system.isEmpty() ? "" : "\n").append(said.text());
            case "user" -> turns.add(said.by(Role.USER));
            case "assistant" -> turns.add(said.by(Role.ASSISTANT));
            case "tool" -> turns.add(said.by(Role.TOOL));
            default -> throw Rejected.badRequest("invalid role: " + role);
        }
    }

    private OllamaRequest request(String model) {
        Fields options = fields.within("options");
        Prompt prompt = new Prompt(
                model,
                system.toString(),
                turns,
                tools(),
                new ToolUse.Auto(),
                true,
                shape(),
                options.decimal("temperature", 0, 100, USUAL_TEMPERATURE),
                options.seed("seed"));
        Task task = new Task(prompt, 1, most(options), stops(options), thinks());
        return new OllamaRequest(task, fields.flag("stream", true));
    }

    /** A number below 0 means without end. */
    private static @Nullable Integer most(Fields options) {
        Integer most = options.integer("num_predict", Integer.MIN_VALUE, Integer.MAX_VALUE);
        return most == null || most < 0 ? null : most;
    }

    private static List<String> stops(Fields options) {
        JsonNode stop = options.get("stop");
        return stop.isString() ? List.of(stop.stringValue()) : options.texts("stop");
    }

    /** A switch, or a level of effort. */
    private boolean thinks() {
        JsonNode think = fields.get("think");
        return think.isString() || think.asBoolean(false);
    }

    private List<Tool> tools() {
        List<Tool> tools = new ArrayList<>();
        for (JsonNode declared : fields.array("tools")) {
            JsonNode function = declared.path("function");
            if (!function.path("name").isString()) {
                throw WORDING.missing("tools.function.name");
            }
            tools.add(new Tool(
                    function.path("name").stringValue(),
                    function.path("description").asString(""),
                    function.path("parameters")));
        }
        return tools;
    }

    private Shape shape() {
        JsonNode format = fields.get("format");
        if (!fields.has("format") || format.asString("-").isEmpty()) {
            return new Shape.FreeText();
        }
        if (format.isString() && format.stringValue().equals("json")) {
            return new Shape.JsonObject();
        }
        SchemaCheck.problem(format).ifPresent(problem -> {
            throw Rejected.badRequest("invalid JSON schema in format: " + problem);
        });
        return new Shape.JsonSchema(format);
    }
}
