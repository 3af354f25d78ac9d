package dev.understudy.sandbox.anthropic;

import dev.understudy.sandbox.provider.Api;
import dev.understudy.sandbox.provider.Speech;
import dev.understudy.sandbox.provider.Voice;
import dev.understudy.sandbox.studio.Studio;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Anthropic's API. Takes what is on its paths, and every request with the header {@code anthropic-version}. */
public final class AnthropicApi {
    private AnthropicApi() {}

    /** @param key the only API key that is accepted, or null to let everybody in */
    public static Api of(Studio studio, @Nullable String key) {
        Voice voice = new AnthropicVoice(studio);
        return new Api(
                studio,
                key,
                voice,
                List.of(
                        new Speech<>(studio, voice, new MessagesWire()),
                        new CountTokens(studio),
                        new AnthropicModels(studio)));
    }
}
