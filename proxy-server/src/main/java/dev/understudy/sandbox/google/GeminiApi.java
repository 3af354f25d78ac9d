package dev.understudy.sandbox.google;

import dev.understudy.sandbox.provider.Api;
import dev.understudy.sandbox.provider.Speech;
import dev.understudy.sandbox.provider.Voice;
import dev.understudy.sandbox.studio.Studio;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Google's API. Takes the paths whose last part is {@code MODEL:method}, and {@code /v1beta/models}. */
public final class GeminiApi {
    private GeminiApi() {}

    /** @param key the only API key that is accepted, or null to let everybody in */
    public static Api of(Studio studio, @Nullable String key) {
        Voice voice = new GeminiVoice();
        return new Api(
                studio,
                key,
                voice,
                List.of(
                        new Speech<>(studio, voice, new GenerateContentWire()),
                        new GeminiCountTokens(studio),
                        new EmbedContent(),
                        new GeminiModels(studio)));
    }
}
