package dev.understudy.dialect.google;

import dev.understudy.dialect.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Arguments that come one by one, each under the path of its place; a string in pieces. What cannot be placed (a path that
 * is none, an index that leaves a gap, a member of something that is no object) is left out.
 */
final class PartialArguments {
    private static final int MAX_STEPS = 100;

    private final ObjectNode root = Json.newObject();

    // A string that grows; written into the tree when the next path begins, so that many pieces cost no more than one.
    private String openPath = "";
    private final StringBuilder openText = new StringBuilder();

    void add(GeminiCall.Piece piece) {
        if (!piece.path().equals(openPath)) {
            close();
        }
        if (piece.value().isString()) {
            openPath = piece.path();
            openText.append(piece.value().stringValue());
        } else {
            close();
            put(piece.path(), piece.value());
        }
    }

    String toJson() {
        close();
        return root.toString();
    }

    private void close() {
        if (!openPath.isEmpty()) {
            put(openPath, root.stringNode(openText.toString()));
            openPath = "";
            openText.setLength(0);
        }
    }

    private void put(String path, JsonNode value) {
        List<Object> steps = steps(path);
        if (steps.isEmpty() || steps.size() > MAX_STEPS) {
            return;
        }
        JsonNode node = root;
        for (int i = 0; i < steps.size() && node != null; i++) {
            boolean last = i == steps.size() - 1;
            JsonNode fresh = last ? value : steps.get(i + 1) instanceof Integer ? root.arrayNode() : root.objectNode();
            node = into(node, steps.get(i), fresh, last);
        }
    }

    /** Returns what is at that step then, or null when nothing can be there. */
    private static @Nullable JsonNode into(JsonNode node, Object step, JsonNode fresh, boolean replace) {
        JsonNode before = step instanceof Integer index ? node.get(index) : node.get((String) step);
        if (before != null && !replace) {
            return before;
        }
        if (step instanceof Integer index && node instanceof ArrayNode array && index <= array.size()) {
            return index == array.size()
                    ? array.add(fresh).get(index)
                    : array.set(index, fresh).get(index);
        }
        if (step instanceof String name && node instanceof ObjectNode object) {
            object.set(name, fresh);
            return fresh;
        }
        return null;
    }

    /** Names as strings and indexes as integers; empty when it is not a path of those. */
    private static List<Object> steps(String path) {
        List<Object> steps = new ArrayList<>();
        int position = path.startsWith("$") ? 1 : 0;
        while (position < path.length()) {
            int end = path.charAt(position) == '[' ? endOfBracket(path, position) : endOfName(path, position + 1);
            Object step = end < 0 ? null : step(path.substring(position, end));
            if (step == null) {
                return List.of();
            }
            steps.add(step);
            position = end;
        }
        return steps;
    }

    /** Of {@code .name}, {@code [3]}, {@code ['name']} or {@code ["name"]}. */
    private static @Nullable Object step(String text) {
        if (text.startsWith(".")) {
            return text.length() > 1 ? text.substring(1) : null;
        }
        if (!text.startsWith("[")) {
            return null;
        }
        String inside = text.substring(1, text.length() - 1);
        if (inside.startsWith("'") || inside.startsWith("\"")) {
            return unescaped(inside.substring(1, inside.length() - 1));
        }
        return inside.matches("\\d{1,6}") ? Integer.valueOf(inside) : null;
    }

    private static String unescaped(String quoted) {
        return quoted.indexOf('\\') < 0 ? quoted : quoted.replaceAll("\\\\(.)", "$1");
    }

    private static int endOfName(String path, int from) {
        int end = from;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        return end;
    }

    /** Just behind the bracket that closes this one, or -1. */
    private static int endOfBracket(String path, int from) {
        char quote = from + 1 < path.length() ? path.charAt(from + 1) : 0;
        if (quote != '\'' && quote != '"') {
            int close = path.indexOf(']', from);
            return close < 0 ? -1 : close + 1;
        }
        int end = from + 2;
        while (end < path.length() && path.charAt(end) != quote) {
            end += path.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1 < path.length() && path.charAt(end + 1) == ']' ? end + 2 : -1;
    }
}
