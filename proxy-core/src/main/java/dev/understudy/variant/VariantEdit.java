package dev.understudy.variant;

import dev.understudy.config.PatchOperation;
import dev.understudy.config.VariantConfig;
import dev.understudy.dialect.Dialect;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Applies a variant to a request body, in the order that its configuration promises. */
final class VariantEdit {
    private VariantEdit() {}

    /** Model, system prompt, set, remove; the body in place. Returns the target to use. */
    static String fields(String target, ObjectNode body, VariantConfig variant, Dialect dialect)
            throws VariantException {
        String edited = variant.model() == null ? target : dialect.setModel(target, body, variant.model());
        if (variant.systemPrompt() != null) {
            dialect.editSystemPrompt(body, variant.systemPrompt());
        }
        Fields.set(body, variant.set());
        Fields.remove(body, variant.remove());
        return edited;
    }

    /** The patch, last; the body given stays as it is. */
    static ObjectNode patch(ObjectNode body, List<PatchOperation> patch) throws VariantException {
        if (patch.isEmpty()) {
            return body;
        }
        if (JsonPatch.apply(body, patch) instanceof ObjectNode object) {
            return object;
        }
        throw new VariantException("patch: the result is not an object");
    }
}
