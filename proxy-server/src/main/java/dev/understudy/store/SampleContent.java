package dev.understudy.store;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.ToolCall;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Exchange;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.publish.ComparisonEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The content of an exchange as JSON: the request, what each arm said, and the lines that explain the comparisons. Bounded: a
 * request beyond {@value #LARGEST_REQUEST} characters is left out and texts are cut, both visibly.
 */
final class SampleContent {
    static final int LARGEST_REQUEST = 256 << 10;
    static final int LONGEST_TEXT = 64 << 10;
    private static final int MOST_TOOL_CALLS = 64;

    private final Pseudonymiser privacy;

    /** @param privacy applied where the exchange has no pseudonyms yet */
    SampleContent(Pseudonymiser privacy) {
        this.privacy = privacy;
    }

    /** With explanations by the sequence numbers of their comparisons. */
    String json(Exchange exchange, List<ComparisonEntry> entries) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.set("request", request(exchange.request()));
        json.set("live", answer(exchange.live()));
        json.set("candidate", answer(exchange.candidate()));
        json.set("control", exchange.control() == null ? null : answer(exchange.control()));
        ObjectNode explanations = json.putObject("explanations");
        entries.forEach(entry -> explanations.put(
                Long.toString(entry.sequence()),
                privacy.value("", entry.comparison().explanation())));
        return json.toString();
    }

    private @Nullable JsonNode request(JsonNode request) {
        if (!(request instanceof ObjectNode body) || !new Room(LARGEST_REQUEST).holds(body)) {
            return null;
        }
        if (privacy == Pseudonymiser.OFF) {
            return body;
        }
        ObjectNode copy = body.deepCopy();
        privacy.request(copy);
        return copy;
    }

    private ObjectNode answer(Answer answer) {
        Completion said = privacy.answer(answer.completion());
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("text", cut(said.text()));
        json.put("reasoning", cut(said.reasoning()));
        json.put("refusal", cut(said.refusal()));
        ArrayNode calls = json.putArray("tool_calls");
        for (ToolCall call : said.toolCalls()
                .subList(0, Math.min(MOST_TOOL_CALLS, said.toolCalls().size()))) {
            calls.addObject()
                    .put("id", call.id())
                    .put("name", cut(call.name()))
                    .put("arguments", cut(call.arguments()));
        }
        ProviderError error = said.error();
        json.put("error", error == null ? null : cut(error.message()));
        return json;
    }

    private static @Nullable String cut(@Nullable String text) {
        if (text == null || text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return text.substring(0, end) + "… (" + text.length() + " characters)";
    }

    /** Whether a tree is small, found out without writing it: prompts have megabytes, and samples are made on mirror workers. */
    private static final class Room {
        private int left;

        Room(int left) {
            this.left = left;
        }

        boolean holds(JsonNode node) {
            left -= 8 + (node.isString() ? node.stringValue().length() : 0);
            if (node instanceof ObjectNode object) {
                object.propertyNames().forEach(name -> left -= name.length() + 4);
            }
            for (JsonNode child : node) {
                if (left < 0 || !holds(child)) {
                    return false;
                }
            }
            return left >= 0;
        }
    }
}
