package dev.understudy.variant;

import dev.understudy.config.CandidateConfig.TranslationLoss;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialect.Containment.Contained;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Another arm's request while it is being derived. One thread. */
final class Draft {
    String target;
    ObjectNode body;
    final List<String> notes = new ArrayList<>();

    private Headers headers;
    private int serverTools;
    private @Nullable Translation translation;

    /** @param body changed in place */
    Draft(String target, Headers headers, ObjectNode body) {
        this.target = target;
        this.headers = headers;
        this.body = body;
    }

    void contained(Contained contained) {
        notes.addAll(contained.removed());
        serverTools += contained.serverTools();
    }

    void translate(Dialect from, Dialect to, @Nullable String model, TranslationLoss policy) throws VariantException {
        Translator.Translated translated = Translator.translate(target, body, from, to, model, policy);
        target = translated.written().target();
        body = translated.written().body();
        headers = with(translated.written().headers(), headers);
        translation = translated.translation();
    }

    /** What is there already was configured, or sent by a client that knows the dialect: it stays. */
    private static Headers with(Map<String, String> wanted, Headers headers) {
        List<Headers.Field> fields = new ArrayList<>();
        headers.forEach(fields::add);
        wanted.forEach((name, value) -> {
            if (!headers.contains(name)) {
                fields.add(new Headers.Field(name, value));
            }
        });
        return Headers.of(fields);
    }

    Derived.Ready ready(String method) {
        return new Derived.Ready(
                method, target, headers, body, Json.bytes(body), List.copyOf(notes), serverTools, translation);
    }
}
