package dev.understudy.configfile;

import dev.understudy.config.SampleConfig;
import java.math.BigDecimal;
import java.util.Collection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the tree of a configuration ends in, where that is not a plain text or number. */
final class Leaves {
    private Leaves() {}

    /** A secret value; prints as a mask. */
    record Secret(String value) {
        @Override
        public String toString() {
            return Secrets.MASK;
        }
    }

    static JsonNode secret(String value) {
        return JsonNodeFactory.instance.pojoNode(new Secret(value));
    }

    /** Without the zero that a double would show. */
    static BigDecimal percent(double percent) {
        return new BigDecimal(Durations.number(percent));
    }

    static String sampleKey(SampleConfig sample) {
        return Scalars.label(sample.by()) + (sample.field() == null ? "" : ":" + sample.field());
    }

    /** A list under a key, where there is anything in it. */
    static void texts(ObjectNode tree, String key, Collection<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = tree.putArray(key);
            texts.forEach(array::add);
        }
    }
}
