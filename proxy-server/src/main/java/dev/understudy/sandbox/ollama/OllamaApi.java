package dev.understudy.sandbox.ollama;

import dev.understudy.sandbox.provider.Api;
import dev.understudy.sandbox.provider.Speech;
import dev.understudy.sandbox.provider.Voice;
import dev.understudy.sandbox.studio.Studio;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ollama's API, on its paths {@code /api/chat}, {@code /api/generate}, {@code /api/tags} and {@code /api/version}. */
public final class OllamaApi {
    private OllamaApi() {}

    /** @param key the only API key that is accepted, or null to let everybody in, as a local Ollama does */
    public static Api of(Studio studio, @Nullable String key) {
        Voice voice = new OllamaVoice();
        return new Api(
                studio,
                key,
                voice,
                List.of(
                        new Speech<>(studio, voice, new OllamaWire(OllamaWire.Kind.CHAT)),
                        new Speech<>(studio, voice, new OllamaWire(OllamaWire.Kind.GENERATE)),
                        new OllamaFacts(studio)));
    }
}
