package dev.understudy.variant;

import dev.understudy.config.PatchOperation;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Patch (RFC 6902) over trees. Atomic: the tree given is never changed, and there is a result only when every
 * operation succeeds.
 *
 * <p>More lenient than section 4.1 in one thing: {@code add} makes the objects above its target where they are absent or
 * null. A configuration is written once for requests that differ in just that, such as one with {@code metadata} and one
 * without.
 */
final class JsonPatch {
    /** RFC 6902 section 4.6: numbers are equal when their values are. */
    private static final Comparator<JsonNode> EQUALITY = (left, right) -> {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue());
        }
        return left.equals(right) ? 0 : 1;
    };

    private static final Pattern INDEX = Pattern.compile("-|[0-9]+");

    private JsonNode root;

    private JsonPatch(JsonNode root) {
        this.root = root;
    }

    /** @throws VariantException naming the first operation that fails */
    static JsonNode apply(JsonNode document, List<PatchOperation> operations) throws VariantException {
        JsonPatch patch = new JsonPatch(document.deepCopy());
        for (int i = 0; i < operations.size(); i++) {
            PatchOperation operation = operations.get(i);
            try {
                patch.apply(operation);
            } catch (VariantException failed) {
                throw new VariantException(
                        "patch[" + i + "] " + operation.op().label() + " " + operation.path() + ": " + failed.reason());
            }
        }
        return patch.root;
    }

    private void apply(PatchOperation operation) throws VariantException {
        Pointer path = Pointer.parse(operation.path());
        switch (operation.op()) {
            case ADD -> {
                makeParents(path);
                add(path, value(operation));
            }
            case REMOVE -> remove(path);
            case REPLACE -> replace(path, value(operation));
            case MOVE -> move(from(operation), path);
            case COPY -> add(path, from(operation).in(root).deepCopy());
            case TEST -> test(path, value(operation));
        }
    }

    /** A copy: configuration is shared by all requests, and a later operation may write into it. */
    private static JsonNode value(PatchOperation operation) throws VariantException {
        JsonNode value = operation.value();
        if (value == null) {
            throw new VariantException("no value");
        }
        return value.deepCopy();
    }

    private static Pointer from(PatchOperation operation) throws VariantException {
        String from = operation.from();
        if (from == null) {
            throw new VariantException("no from");
        }
        return Pointer.parse(from);
    }

    private void add(Pointer path, JsonNode value) throws VariantException {
        if (path.isRoot()) {
            root = value;
            return;
        }
        JsonNode parent = path.parent().in(root);
        if (parent instanceof ObjectNode object) {
            object.set(path.last(), value);
        } else if (parent instanceof ArrayNode array) {
            array.insert(Pointer.insertionIndex(path.last(), array.size()), value);
        } else {
            throw new VariantException("the parent is neither an object nor an array");
        }
    }

    /** Never under a number or {@code -}: whether an array or an object is meant cannot be told where there is nothing. */
    private void makeParents(Pointer path) throws VariantException {
        JsonNode node = root;
        for (int i = 0; i < path.tokens().size() - 1; i++) {
            String token = path.tokens().get(i);
            JsonNode child = Pointer.child(node, token);
            if (child != null && !child.isNull()) {
                node = child;
            } else if (node instanceof ObjectNode object
                    && !INDEX.matcher(path.tokens().get(i + 1)).matches()) {
                node = object.putObject(token);
            } else {
                return;
            }
        }
    }

    private void remove(Pointer path) throws VariantException {
        path.in(root);
        if (path.isRoot()) {
            throw new VariantException("the whole document cannot go");
        }
        JsonNode parent = path.parent().in(root);
        if (parent instanceof ObjectNode object) {
            object.remove(path.last());
        } else if (parent instanceof ArrayNode array) {
            array.remove(Pointer.index(path.last(), array.size()));
        }
    }

    private void replace(Pointer path, JsonNode value) throws VariantException {
        path.in(root);
        if (path.isRoot()) {
            root = value;
            return;
        }
        JsonNode parent = path.parent().in(root);
        if (parent instanceof ObjectNode object) {
            object.set(path.last(), value);
        } else if (parent instanceof ArrayNode array) {
            array.set(Pointer.index(path.last(), array.size()), value);
        }
    }

    private void move(Pointer from, Pointer path) throws VariantException {
        JsonNode value = from.in(root);
        if (from.equals(path)) {
            return;
        }
        if (from.isPrefixOf(path)) {
            throw new VariantException("a value cannot be moved into itself");
        }
        remove(from);
        add(path, value);
    }

    private void test(Pointer path, JsonNode expected) throws VariantException {
        if (!path.in(root).equals(EQUALITY, expected)) {
            throw new VariantException("the value is another one");
        }
    }
}
