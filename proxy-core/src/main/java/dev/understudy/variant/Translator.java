package dev.understudy.variant;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Loss;
import dev.understudy.config.CandidateConfig.TranslationLoss;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.exchange.Translation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Carries a request over from one dialect to another, by way of the canonical model. Stateless. */
final class Translator {
    private Translator() {}

    /**
     * A request on the candidate's wire.
     *
     * @param written with a body of its own
     */
    record Translated(Written written, Translation translation) {}

    /**
     * @param body not changed
     * @param model that the candidate asks, or null for the client's: what a request may say depends on it
     * @throws VariantException where one of the two dialects has no requests to translate
     */
    static Translated translate(
            String target, ObjectNode body, Dialect from, Dialect to, @Nullable String model, TranslationLoss policy)
            throws VariantException {
        RequestCodec source = from.requests();
        RequestCodec destination = to.requests();
        if (source == null || destination == null) {
            throw new VariantException("no translation from " + from.name() + " to " + to.name());
        }
        GenerationRequest request = source.read(target, body);
        Written written = destination.write(model == null ? request : request.withModel(model));
        boolean dropped = written.losses().stream().anyMatch(loss -> loss.kind() == Loss.Kind.DROPPED);
        boolean comparable = policy == TranslationLoss.IGNORE || !dropped;
        return new Translated(written, new Translation(from.name(), to.name(), written.losses(), comparable));
    }
}
