package dev.understudy.configfile;

import dev.understudy.config.ProxyConfig;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The effective configuration for people: the file's keys, defaults filled in, {@code ***} for secrets. */
public final class MaskedConfig {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MaskedConfig() {}

    /** Credentials, token and the keys of sampling and privacy are masked. */
    public static ObjectNode of(ProxyConfig config) {
        return (ObjectNode) masked(ConfigTree.of(config), text -> text);
    }

    /**
     * As {@link #of(ProxyConfig)}, and the values of secret-looking variables are masked wherever they went.
     *
     * @param config the configuration to show, usually the loaded one with shadows switched
     * @param mask masks known secrets inside a text: {@link ConfigLoad.Loaded#mask}
     */
    public static ObjectNode of(ProxyConfig config, UnaryOperator<String> mask) {
        return (ObjectNode) masked(ConfigTree.of(config), mask);
    }

    private static JsonNode masked(JsonNode node, UnaryOperator<String> mask) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = NODES.objectNode();
            object.forEachEntry((key, value) -> copy.set(key, masked(value, mask)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = NODES.arrayNode();
            array.forEach(value -> copy.add(masked(value, mask)));
            return copy;
        }
        if (node.isPojo()) {
            return NODES.stringNode(Secrets.MASK);
        }
        return node.isString() ? NODES.stringNode(mask.apply(node.stringValue())) : node;
    }
}
