package dev.understudy.variant;

import dev.understudy.config.VariantConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The live variant of a route: the only thing that ever changes a live body, and only because the operator said so. Live
 * is never contained and never asked for usage. Thread-safe.
 */
public final class LiveVariant {
    private LiveVariant() {}

    /** A request as live gets it. */
    public record Applied(String target, ObjectNode body) {}

    /**
     * @param target the request target to forward, which some dialects name the model in
     * @param body what to forward: rewritten, or the one given where that was not possible
     * @param problem why it was not possible, without content; null when it was
     */
    public record Rewritten(
            String target, byte[] body, @Nullable String problem) {}

    /** Never throws. A body that the variant does not fit is forwarded as it is: live does not fail because of us. */
    public static Rewritten apply(String target, byte[] body, VariantConfig variant, Dialect dialect) {
        if (variant.changesNothing()) {
            return new Rewritten(target, body, null);
        }
        ObjectNode tree = Json.object(body);
        if (tree == null) {
            return new Rewritten(target, body, "the body is not a JSON object");
        }
        try {
            String edited = VariantEdit.fields(target, tree, variant, dialect);
            return new Rewritten(edited, Json.bytes(VariantEdit.patch(tree, variant.patch())), null);
        } catch (VariantException doesNotFit) {
            return new Rewritten(target, body, doesNotFit.reason());
        }
    }

    /** A copy of the request as live gets it: with the variant, or without it where it does not fit, as in {@link #apply}. */
    public static Applied applied(String target, ObjectNode body, @Nullable VariantConfig variant, Dialect dialect) {
        ObjectNode copy = body.deepCopy();
        if (variant == null || variant.changesNothing()) {
            return new Applied(target, copy);
        }
        try {
            String edited = VariantEdit.fields(target, copy, variant, dialect);
            return new Applied(edited, VariantEdit.patch(copy, variant.patch()));
        } catch (VariantException doesNotFit) {
            return new Applied(target, body.deepCopy());
        }
    }
}
