package dev.understudy.configfile;

import dev.understudy.config.ProxyConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What changed between two configurations, a line a key: {@code shadows[refund-v2].sample.percent: 10 → 20}. Routes and
 * shadows are told apart by name. Secrets are masked; that one changed is still said.
 */
public final class ConfigDiff {
    private static final int LONGEST = 60;
    /** Lists whose elements are told apart by their names. */
    private static final Set<String> NAMED = Set.of("routes", "shadows", "admin.tokens");

    private final List<String> lines = new ArrayList<>();

    private ConfigDiff() {}

    public static List<String> between(ProxyConfig before, ProxyConfig after) {
        ConfigDiff diff = new ConfigDiff();
        diff.compare("", ConfigTree.of(before), ConfigTree.of(after));
        return List.copyOf(diff.lines);
    }

    /** The parts that are read at start only and differ; a change there needs a restart. */
    public static List<String> needingRestart(ProxyConfig before, ProxyConfig after) {
        List<String> parts = new ArrayList<>();
        if (!before.listen().equals(after.listen())) {
            parts.add("listen");
        }
        if (!Objects.equals(before.admin(), after.admin())) {
            parts.add("admin");
        }
        if (!before.runtime().equals(after.runtime())) {
            parts.add("runtime");
        }
        if (!Objects.equals(pseudonyms(before), pseudonyms(after))) {
            parts.add("privacy");
        }
        if (!Objects.equals(before.store(), after.store())) {
            parts.add("store");
        }
        return parts;
    }

    /** Policies are not among them: a shadow whose policy changed starts anew. */
    private static List<@Nullable Object> pseudonyms(ProxyConfig config) {
        return Arrays.asList(config.privacy().key(), config.privacy().rotate());
    }

    private void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null || after == null || before.equals(after)) {
            if (before != after && (before == null || after == null)) {
                lines.add(path + ": " + shown(before) + " → " + shown(after));
            }
        } else if (before instanceof ObjectNode a && after instanceof ObjectNode b) {
            Set<String> keys = new LinkedHashSet<>(a.propertyNames());
            keys.addAll(b.propertyNames());
            keys.forEach(key -> compare(path.isEmpty() ? key : path + "." + key, a.get(key), b.get(key)));
        } else if (NAMED.contains(path)) {
            named(path, byName(before), byName(after));
        } else {
            lines.add(path + ": " + change(before, after));
        }
    }

    private void named(String path, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        before.forEach((name, node) -> {
            if (after.containsKey(name)) {
                compare(path + "[" + name + "]", node, after.get(name));
            } else {
                lines.add(path + "[" + name + "]: removed");
            }
        });
        after.keySet().stream()
                .filter(name -> !before.containsKey(name))
                .forEach(name -> lines.add(path + "[" + name + "]: added"));
        List<String> kept = before.keySet().stream().filter(after::containsKey).toList();
        List<String> order = after.keySet().stream().filter(before::containsKey).toList();
        if (!kept.equals(order)) {
            lines.add(path + ": order " + String.join(", ", kept) + " → " + String.join(", ", order));
        }
    }

    private static Map<String, JsonNode> byName(JsonNode list) {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        ((ArrayNode) list).forEach(node -> named.put(node.get("name").stringValue(), node));
        return named;
    }

    private static String change(JsonNode before, JsonNode after) {
        return before.isPojo() && after.isPojo() ? "*** → *** (changed)" : shown(before) + " → " + shown(after);
    }

    private static String shown(@Nullable JsonNode node) {
        if (node == null) {
            return "(none)";
        }
        String text = hidden(node);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "… (" + text.length() + " characters)" : text;
    }

    /** A whole subtree may come or go, secrets included. */
    private static String hidden(JsonNode node) {
        if (node.isPojo()) {
            return Secrets.MASK;
        }
        if (node instanceof ObjectNode object) {
            StringBuilder text = new StringBuilder("{");
            object.forEachEntry((key, value) -> text.append(text.length() > 1 ? ", " : "")
                    .append(key)
                    .append(": ")
                    .append(hidden(value)));
            return text.append('}').toString();
        }
        if (node instanceof ArrayNode array && !array.valueStream().allMatch(JsonNode::isValueNode)) {
            return array.valueStream().map(ConfigDiff::hidden).collect(Collectors.joining(", ", "[", "]"));
        }
        return node.isString() ? node.stringValue().strip().replaceAll("\\s+", " ") : node.toString();
    }
}
