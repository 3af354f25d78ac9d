package dev.understudy.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Loss;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.ReasoningOptions;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.canonical.request.Turn;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.dialect.wire.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.node.ObjectNode;

/** Canonical, wire of A, canonical, wire of B, canonical: what is gone on the way must have been listed. */
class TranslationProperties {
    private static final List<Dialect> TRANSLATED = Dialects.names().stream()
            .map(Dialects::named)
            .filter(Objects::nonNull)
            .filter(dialect -> dialect.requests() != null)
            .toList();

    private static final ObjectNode SCHEMA = Objects.requireNonNull(Json.object(
            "{\"type\":\"object\",\"properties\":{\"order\":{\"type\":\"string\"},\"amount\":{\"type\":\"number\"}},\"required\":[\"order\"]}"
                    .getBytes(StandardCharsets.UTF_8)));

    @Property(tries = 150)
    void translation_throughTwoDialects_losesOnlyWhatItLists(@ForAll("requests") GenerationRequest request) {
        for (Dialect first : TRANSLATED) {
            GenerationRequest once = through(first, request);
            for (Dialect second : TRANSLATED) {
                through(second, once);
            }
        }
    }

    /** Written and read again: the same but for the losses; and what was written can be sent. */
    private static GenerationRequest through(Dialect dialect, GenerationRequest request) {
        RequestCodec codec = Objects.requireNonNull(dialect.requests());
        Written written = codec.write(request);
        assertThat(dialect.serves("POST", path(written.target())))
                .as(written.target())
                .isTrue();
        GenerationRequest again = codec.read(written.target(), written.body());
        List<String> lost = written.losses().stream()
                .map(Loss::metricName)
                .map(name -> name.startsWith("sampling.") ? name : name.replaceFirst("\\..*", ""))
                .toList();
        List<String> silently = new ArrayList<>(Canonical.differences(request, again));
        silently.removeAll(lost);
        if (request.toolChoice() instanceof ToolChoice.None && lost.contains("tool_choice")) {
            silently.remove("tools"); // a wire without that choice leaves the tools out, and says so there
        }
        assertThat(silently)
                .as("from %s to %s and back%n%s%n%s%n%s", request.dialect(), dialect.name(), request, written, again)
                .isEmpty();
        return again;
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    @Provide
    Arbitrary<GenerationRequest> requests() {
        Arbitrary<List<Turn>> turns = conversations();
        return Combinators.combine(
                        turns,
                        Arbitraries.of(true, false),
                        tools(),
                        Arbitraries.of(
                                new ToolChoice.Auto(),
                                new ToolChoice.None(),
                                new ToolChoice.Required(),
                                new ToolChoice.Named("refund")),
                        Arbitraries.of(true, false).injectNull(0.6),
                        Arbitraries.of(
                                        new OutputFormat.Text(),
                                        new OutputFormat.JsonObject(),
                                        new OutputFormat.JsonSchema("answer", "an answer", SCHEMA, true, Extras.NONE))
                                .injectNull(0.5),
                        samplings(),
                        Arbitraries.of(
                                        new ReasoningOptions(true, "low", null, null, Extras.NONE),
                                        new ReasoningOptions(true, "high", null, null, Extras.NONE),
                                        new ReasoningOptions(true, null, 2_048L, null, Extras.NONE),
                                        new ReasoningOptions(false, "none", null, null, Extras.NONE))
                                .injectNull(0.6))
                .as((conversation, streamed, tools, choice, parallel, format, sampling, reasoning) ->
                        new GenerationRequest(
                                "none",
                                "anthropic.claude-sonnet-4-5-20250929-v1:0", // a name that all of them would take
                                streamed,
                                conversation,
                                tools,
                                tools.isEmpty() ? null : choice,
                                tools.isEmpty() ? null : parallel,
                                format,
                                sampling,
                                reasoning,
                                "caller-7",
                                Extras.NONE));
    }

    private static Arbitrary<List<Tool>> tools() {
        Tool refund = new Tool.Function("refund", "Gives money back.", SCHEMA, null, Extras.NONE);
        Tool lookup = new Tool.Function("lookup", null, SCHEMA, true, Extras.NONE);
        return Arbitraries.of(List.of(), List.of(refund), List.of(refund, lookup));
    }

    private static Arbitrary<Sampling> samplings() {
        Arbitrary<BigDecimal> unit = Arbitraries.of("0", "0.25", "0.7", "1").map(BigDecimal::new);
        return Combinators.combine(
                        unit.injectNull(0.4),
                        unit.injectNull(0.6),
                        Arbitraries.of(new BigDecimal("40")).injectNull(0.7),
                        Arbitraries.of(64L, 4_096L).injectNull(0.4),
                        Arbitraries.of(List.<String>of(), List.of("END"), List.of("a", "b", "c", "d")),
                        unit.injectNull(0.7),
                        unit.injectNull(0.7),
                        Arbitraries.of(7L).injectNull(0.7))
                .as((temperature, topP, topK, max, stop, frequency, presence, seed) ->
                        new Sampling(temperature, topP, topK, max, stop, frequency, presence, seed, null, null));
    }

    /** System, user, and then rounds of tools or words, ending with the user's turn as providers want it. */
    private static Arbitrary<List<Turn>> conversations() {
        Arbitrary<String> words = Arbitraries.of("hello", "Straße \"7\"\n", "🙂 ok", "{\"a\":1}", "x".repeat(300));
        Arbitrary<List<Turn>> system = words.map(text -> List.of(turn(Turn.Role.SYSTEM, new Part.Text(text))));
        Arbitrary<Part> media = Arbitraries.of(
                new Part.Text("look"),
                new Part.Media(
                        Part.Media.Kind.IMAGE,
                        new Part.Media.Source.Inline("image/png", "iVBORw0KGgo="),
                        null,
                        Extras.NONE),
                new Part.Media(
                        Part.Media.Kind.IMAGE,
                        new Part.Media.Source.Url("https://example.com/a.png", ""),
                        null,
                        Extras.NONE));
        Arbitrary<List<Turn>> user = Combinators.combine(words, media)
                .as((text, picture) -> List.of(turn(Turn.Role.USER, new Part.Text(text), picture)));
        Arbitrary<List<Turn>> answered = Combinators.combine(words, words)
                .as((said, asked) -> List.of(
                        turn(Turn.Role.ASSISTANT, new Part.Text(said)), turn(Turn.Role.USER, new Part.Text(asked))));
        Arbitrary<List<Turn>> worked = words.map(result -> List.of(
                turn(Turn.Role.ASSISTANT, use("call_1", "refund"), use("call_2", "lookup")),
                turn(Turn.Role.USER, result("call_1", "refund", result), result("call_2", "lookup", result))));
        return Combinators.combine(
                        system.injectNull(0.4),
                        user,
                        Arbitraries.oneOf(answered, worked).list().ofMaxSize(3))
                .as((first, opening, rounds) -> {
                    List<Turn> turns = new ArrayList<>();
                    if (first != null) {
                        turns.addAll(first);
                    }
                    turns.addAll(opening);
                    rounds.forEach(turns::addAll);
                    return turns;
                });
    }

    private static Turn turn(Turn.Role role, Part... parts) {
        return new Turn(role, List.of(parts));
    }

    private static Part use(String id, String name) {
        return new Part.ToolUse(new ToolCall(id, name, "{\"order\":\"A-1\",\"amount\":12.50}"));
    }

    private static Part result(String id, String name, String text) {
        return new Part.ToolResult(id, name, List.of(new Part.Text(text)), false, Extras.NONE);
    }
}
