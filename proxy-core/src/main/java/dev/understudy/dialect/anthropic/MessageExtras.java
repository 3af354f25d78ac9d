package dev.understudy.dialect.anthropic;

import dev.understudy.canonical.request.Extras;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Losses;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts extras where they belong: our own back to where they stood, another dialect's among the losses. But for
 * {@code cache_control}, which others that pass it on to Anthropic write as Anthropic does.
 *
 * @param same whether the request was read from this dialect
 * @param source the dialect it was read from
 */
record MessageExtras(boolean same, String source, Losses losses) {
    void put(ObjectNode object, Extras extras, String at) {
        if (same) {
            Fields.putBack(object, extras);
            return;
        }
        JsonNode mark = extras.fields().get("cache_control");
        if (mark == null || !mark.path("type").isString()) {
            losses.extras(at, extras, source);
            return;
        }
        object.set("cache_control", mark);
        Map<String, JsonNode> rest = new LinkedHashMap<>(extras.fields());
        rest.remove("cache_control");
        losses.extras(at, new Extras(rest), source);
    }

    /** Of what is not an object of its own here. */
    void lost(Extras extras, String at) {
        if (!same) {
            losses.extras(at, extras, source);
        }
    }
}
