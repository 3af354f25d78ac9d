package dev.understudy.store;

import dev.understudy.canonical.request.Loss;
import dev.understudy.exchange.RequestId;
import dev.understudy.exchange.Translation;
import dev.understudy.publish.ComparisonEntry;
import dev.understudy.publish.ComparisonJson;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kept exchange in the columns that it is written to.
 *
 * @param facets what it can be found by
 * @param detail everything but content, as JSON
 * @param words explanations by sequence number, as JSON; null without content
 * @param content request and answers, as JSON; null without content
 */
record KeptJson(
        String facets,
        String detail,
        @Nullable String words,
        @Nullable String content) {
    static KeptJson of(KeptExchange exchange) {
        StringBuilder facets = new StringBuilder(" ");
        ArrayNode comparisons = JsonMapper.shared().createArrayNode();
        for (ComparisonEntry entry : exchange.entries()) {
            facets.append(entry.comparator())
                    .append(':')
                    .append(entry.pair().label())
                    .append(':')
                    .append(entry.comparison().result())
                    .append(' ');
            ObjectNode comparison = comparisons.addObject().put("sequence", entry.sequence());
            comparison.setAll(ComparisonJson.scores(entry));
        }
        String detail = detail(exchange, comparisons);
        if (exchange.sample() == null) {
            return new KeptJson(facets.toString(), detail, null, null);
        }
        ObjectNode content = (ObjectNode) JsonMapper.shared().readTree(exchange.sample());
        JsonNode words = content.remove("explanations");
        return new KeptJson(facets.toString(), detail, String.valueOf(words), content.toString());
    }

    private static String detail(KeptExchange exchange, ArrayNode comparisons) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("id", exchange.id());
        json.put("request_id", RequestId.ofExchange(exchange.id()));
        json.put("at", exchange.at().toString());
        json.put("route", exchange.route());
        json.put("shadow", exchange.shadow());
        json.put("stratum", exchange.stratum());
        json.put("outcome", exchange.outcome());
        json.set("comparisons", comparisons);
        ObjectNode arms = json.putObject("arms");
        arms.set("live", exchange.live().json());
        arms.set("candidate", exchange.candidate().json());
        arms.set(
                "control",
                exchange.control() == null ? null : exchange.control().json());
        json.set("translation", exchange.translation() == null ? null : translation(exchange.translation()));
        return json.toString();
    }

    private static ObjectNode translation(Translation translation) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("from", translation.from());
        json.put("to", translation.to());
        json.put("comparable", translation.comparable());
        ArrayNode losses = json.putArray("losses");
        for (Loss loss : translation.losses()) {
            losses.addObject()
                    .put("field", loss.field())
                    .put("kind", loss.kind().label())
                    .put("detail", loss.detail());
        }
        return json;
    }

    /** Of it all, in bytes of UTF-8, as SQLite keeps it. */
    int bytes() {
        return bytes(facets) + bytes(detail) + bytes(words) + bytes(content);
    }

    private static int bytes(@Nullable String text) {
        return text == null ? 0 : ByteBufUtil.utf8Bytes(text);
    }
}
