package dev.understudy.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What changed from one JSON body to another, a line a place: {@code model: "a" → "b"}. */
final class JsonChanges {
    private static final int LONGEST = 70;
    private static final int MOST = 100;

    private final List<String> lines = new ArrayList<>();

    private JsonChanges() {}

    static List<String> between(JsonNode before, JsonNode after) {
        JsonChanges changes = new JsonChanges();
        changes.compare("", before, after);
        return changes.lines.size() <= MOST
                ? changes.lines
                : List.of(changes.lines.size() + " places: the body is another one altogether");
    }

    private void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null && after != null) {
            lines.add(path + ": added " + shown(after));
        } else if (after == null && before != null) {
            lines.add(path + ": removed, was " + shown(before));
        } else if (before instanceof ObjectNode a && after instanceof ObjectNode b) {
            Set<String> names = new LinkedHashSet<>(a.propertyNames());
            names.addAll(b.propertyNames());
            names.forEach(name -> compare(path.isEmpty() ? name : path + "." + name, a.get(name), b.get(name)));
        } else if (before instanceof ArrayNode a && after instanceof ArrayNode b) {
            for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
                compare(path + "[" + i + "]", a.get(i), b.get(i));
            }
        } else if (before != null && after != null && !before.equals(after)) {
            lines.add(path + ": " + shown(before) + " → " + shown(after));
        }
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
    }
}
