package dev.understudy.configfile;

import dev.understudy.config.NamesConfig;
import dev.understudy.config.PolicyConfig;
import dev.understudy.config.PolicyConfig.DictionaryConfig;
import dev.understudy.config.PolicyConfig.PatternConfig;
import dev.understudy.config.PrivacyConfig;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The part of the tree about privacy. Of the words of a dictionary only how many there are: they may be names of customers. */
final class PrivacyTree {
    private PrivacyTree() {}

    static ObjectNode of(PrivacyConfig privacy) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        if (privacy.key() != null) {
            tree.set("key", Leaves.secret(privacy.key()));
        }
        if (privacy.rotate() != null) {
            tree.put("rotate", Durations.text(privacy.rotate()));
        }
        if (!privacy.policies().isEmpty()) {
            ObjectNode policies = tree.putObject("policies");
            new TreeMap<>(privacy.policies()).forEach((name, policy) -> policies.set(name, policy(policy)));
        }
        return tree;
    }

    private static ObjectNode policy(PolicyConfig policy) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        ArrayNode detect = tree.putArray("detect");
        policy.detect().forEach(detector -> detect.add(detector.label()));
        tree.put("media", Scalars.label(policy.media()));
        ArrayNode patterns = tree.putArray("patterns");
        for (PatternConfig pattern : policy.patterns()) {
            patterns.addObject().put("name", pattern.name()).put("match", pattern.expression());
        }
        ArrayNode dictionaries = tree.putArray("dictionaries");
        for (DictionaryConfig dictionary : policy.dictionaries()) {
            dictionaries
                    .addObject()
                    .put("name", dictionary.name())
                    .put("words", dictionary.words().size());
        }
        ArrayNode regions = tree.putArray("phone_regions");
        policy.phoneRegions().forEach(regions::add);
        NamesConfig names = policy.names();
        if (names != null) {
            tree.putObject("names")
                    .put("model", names.model().toString())
                    .put("characters", names.characters())
                    .put("lists", names.lists());
        }
        return tree;
    }
}
