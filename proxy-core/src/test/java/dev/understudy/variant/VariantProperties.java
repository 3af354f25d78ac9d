package dev.understudy.variant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.PatchOperation;
import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.wire.Json;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class VariantProperties {
    private final Dialect dialect = Dialects.named("openai-chat");

    @Provide
    Arbitrary<JsonNode> trees() {
        return trees(3);
    }

    private static Arbitrary<JsonNode> trees(int depth) {
        Arbitrary<JsonNode> leaf =
                Arbitraries.of("1", "1.0", "\"a\"", "null", "true", "[]", "{}").map(JsonPatchTest::json);
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<JsonNode> object = Arbitraries.maps(names(), trees(depth - 1))
                .ofMaxSize(4)
                .map(members -> {
                    ObjectNode node = Json.newObject();
                    members.forEach(node::set);
                    return node;
                });
        Arbitrary<JsonNode> array = trees(depth - 1).list().ofMaxSize(4).map(elements -> {
            ArrayNode node = Json.newObject().arrayNode();
            elements.forEach(node::add);
            return node;
        });
        return Arbitraries.oneOf(leaf, object, array);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("a", "b", "0", "1", "-", "a/b", "~", "");
    }

    @Provide
    Arbitrary<String> pointers() {
        return names().list()
                .ofMaxSize(4)
                .map(names -> String.join(
                        "",
                        names.stream()
                                .map(name -> "/" + name.replace("~", "~0").replace("/", "~1"))
                                .toList()));
    }

    @Property(tries = 3_000)
    void patch_anyOperations_leaveTheDocumentAloneAndNeverFailOtherwise(
            @ForAll("trees") JsonNode document,
            @ForAll("pointers") String path,
            @ForAll("pointers") String from,
            @ForAll("trees") JsonNode value,
            @ForAll PatchOperation.Kind first,
            @ForAll PatchOperation.Kind second) {
        JsonNode before = document.deepCopy();
        List<PatchOperation> patch = List.of(operation(first, path, from, value), operation(second, from, path, value));
        try {
            JsonPatch.apply(document, patch);
        } catch (VariantException refused) {
            assertThat(refused.reason()).startsWith("patch[");
        }
        assertThat(document).isEqualTo(before);
    }

    @Property(tries = 2_000)
    void patch_addThenTestThenRemove_isTheSameAsBefore(
            @ForAll("trees") JsonNode document, @ForAll("trees") JsonNode value, @ForAll("pointers") String parent)
            throws Exception {
        String path = parent + "/new";
        JsonNode target = document.at(parent);
        if (!target.isObject()) {
            return;
        }
        JsonNode after = JsonPatch.apply(
                document,
                List.of(
                        operation(PatchOperation.Kind.ADD, path, path, value),
                        operation(PatchOperation.Kind.TEST, path, path, value),
                        operation(PatchOperation.Kind.REMOVE, path, path, value)));

        assertThat(after).isEqualTo(document);
    }

    private static PatchOperation operation(PatchOperation.Kind kind, String path, String from, JsonNode value) {
        return switch (kind) {
            case ADD, REPLACE, TEST -> new PatchOperation(kind, path, null, value);
            case MOVE, COPY -> new PatchOperation(kind, path, from, null);
            case REMOVE -> new PatchOperation(kind, path, null, null);
        };
    }

    @Provide
    Arbitrary<ArrayNode> conversations() {
        Arbitrary<JsonNode> message = Arbitraries.of(
                        "{'role':'system','content':'s'}",
                        "{'role':'developer','content':[{'type':'text','text':'d'}]}",
                        "{'role':'system','content':''}",
                        "{'role':'system'}",
                        "{'role':'user','content':'u'}",
                        "{'role':'assistant','content':null,'tool_calls':[]}",
                        "{'role':'tool','content':'t'}",
                        "{}",
                        "7")
                .map(JsonPatchTest::json);
        return message.list().ofMaxSize(8).map(messages -> {
            ArrayNode array = Json.newObject().arrayNode();
            messages.forEach(array::add);
            return array;
        });
    }

    @Property(tries = 2_000)
    void systemPrompt_anyConversation_everythingElseStays(
            @ForAll("conversations") ArrayNode messages, @ForAll SystemPrompt.Mode mode) {
        ObjectNode request = Json.newObject();
        request.set("messages", messages.deepCopy());
        boolean had = systemMessages(messages).size() > 0;

        dialect.editSystemPrompt(request, new SystemPrompt(mode, "NEW"));

        JsonNode after = request.path("messages");
        assertThat(others(after)).isEqualTo(others(messages));
        List<JsonNode> system = systemMessages(after);
        assertThat(system.stream().filter(node -> node.toString().contains("NEW")))
                .hasSize(1);
        boolean single = mode == SystemPrompt.Mode.REPLACE || !had;
        assertThat(system).hasSize(single ? 1 : systemMessages(messages).size());
    }

    private static List<JsonNode> systemMessages(JsonNode messages) {
        return messages.valueStream().filter(VariantProperties::isSystem).toList();
    }

    private static List<JsonNode> others(JsonNode messages) {
        return messages.valueStream().filter(message -> !isSystem(message)).toList();
    }

    private static boolean isSystem(JsonNode message) {
        String role = message.path("role").asString("");
        return role.equals("system") || role.equals("developer");
    }
}
