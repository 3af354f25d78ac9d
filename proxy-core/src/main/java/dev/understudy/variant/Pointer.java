package dev.understudy.variant;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * A JSON Pointer (RFC 6901), its reference tokens unescaped.
 *
 * @param tokens empty for the whole document
 */
record Pointer(List<String> tokens) {
    private static final int MAX_INDEX_DIGITS = 9;

    static Pointer parse(String pointer) throws VariantException {
        if (pointer.isEmpty()) {
            return new Pointer(List.of());
        }
        if (pointer.charAt(0) != '/') {
            throw new VariantException("not a JSON pointer: " + pointer);
        }
        return new Pointer(Arrays.stream(pointer.substring(1).split("/", -1))
                .map(token -> token.replace("~1", "/").replace("~0", "~"))
                .toList());
    }

    boolean isRoot() {
        return tokens.isEmpty();
    }

    String last() {
        return tokens.get(tokens.size() - 1);
    }

    Pointer parent() {
        return new Pointer(tokens.subList(0, tokens.size() - 1));
    }

    boolean isPrefixOf(Pointer other) {
        return other.tokens.size() > tokens.size()
                && other.tokens.subList(0, tokens.size()).equals(tokens);
    }

    /** The value it points at. */
    JsonNode in(JsonNode document) throws VariantException {
        JsonNode node = document;
        for (String token : tokens) {
            node = child(node, token);
            if (node == null) {
                throw new VariantException("nothing is there");
            }
        }
        return node;
    }

    /** The child of that name or index, or null. */
    static @Nullable JsonNode child(JsonNode node, String token) throws VariantException {
        return node instanceof ArrayNode array ? array.get(index(token, array.size())) : node.get(token);
    }

    /** Index of an element that exists. */
    static int index(String token, int size) throws VariantException {
        int index = number(token);
        if (index >= size) {
            throw new VariantException("index " + token + " of an array of " + size);
        }
        return index;
    }

    /** Index to insert at, the end included; {@code -} is the end. */
    static int insertionIndex(String token, int size) throws VariantException {
        int index = token.equals("-") ? size : number(token);
        if (index > size) {
            throw new VariantException("index " + token + " of an array of " + size);
        }
        return index;
    }

    /** RFC 6901 section 4: digits only, no leading zeros. */
    private static int number(String token) throws VariantException {
        boolean digits = !token.isEmpty()
                && token.length() <= MAX_INDEX_DIGITS
                && token.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || (token.length() > 1 && token.charAt(0) == '0')) {
            throw new VariantException("not an array index: " + token);
        }
        return Integer.parseInt(token);
    }
}
