package dev.understudy.verdicts;

import dev.understudy.config.ContainmentConfig;
import dev.understudy.config.PatchOperation;
import dev.understudy.config.SystemPrompt;
import dev.understudy.config.VariantConfig;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a candidate as the text that goes into its fingerprint. It is what Java 17 prints of the records, which no Java promises to go on
 * printing; evidence on disk is found by it, so it is written out here and must stay.
 */
final class FingerprintText {
    private FingerprintText() {}

    static String of(VariantConfig variant) {
        return "VariantConfig[model=" + variant.model() + ", systemPrompt=" + prompt(variant.systemPrompt()) + ", set="
                + variant.set() + ", remove=" + variant.remove() + ", patch="
                + variant.patch().stream().map(FingerprintText::operation).collect(Collectors.joining(", ", "[", "]"))
                + "]";
    }

    static String of(ContainmentConfig containment) {
        return "ContainmentConfig[store=" + containment.store() + ", controlStore=" + containment.controlStore()
                + ", serverTools=" + containment.serverTools() + "]";
    }

    private static @Nullable String prompt(@Nullable SystemPrompt prompt) {
        return prompt == null ? null : "SystemPrompt[mode=" + prompt.mode() + ", text=" + prompt.text() + "]";
    }

    private static String operation(PatchOperation operation) {
        return "PatchOperation[op=" + operation.op() + ", path=" + operation.path() + ", from=" + operation.from()
                + ", value=" + operation.value() + "]";
    }
}
